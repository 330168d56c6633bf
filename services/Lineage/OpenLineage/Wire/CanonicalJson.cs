using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IntentEngine.Lineage.OpenLineage.Wire;

/// <summary>One form for all JSON texts that say the same: members sorted, no white space. What is hashed and kept.</summary>
internal static class CanonicalJson
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = OpenLineageJson.MostLevels };

    private static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = OpenLineageJson.MostLevels + 32,
        // A member that comes twice keeps its last value, so none is written twice.
        SkipValidation = true,
    };

    /// <summary>The canonical form in UTF-8.</summary>
    /// <exception cref="EventRefusedException">Not JSON, nested too deeply, or with text that is not Unicode.</exception>
    public static byte[] Of(ReadOnlyMemory<byte> json)
    {
        try
        {
            // Some clients write a byte order mark.
            var text = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
            using var document = JsonDocument.Parse(text, Reading);
            return Of(document.RootElement);
        }
        catch (JsonException broken)
        {
            throw new EventRefusedException(EventRefusal.Unreadable("body",
                $"expected JSON, at most {OpenLineageJson.MostLevels} levels deep; it breaks near line {broken.LineNumber + 1 ?? 1}, byte {broken.BytePositionInLine + 1 ?? 1}."));
        }
    }

    /// <summary>The canonical form in UTF-8.</summary>
    /// <exception cref="EventRefusedException">Text that is not Unicode.</exception>
    public static byte[] Of(JsonElement value)
    {
        try
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer, Writing)) Write(writer, value);
            return buffer.WrittenSpan.ToArray();
        }
        catch (InvalidOperationException invalid)
        {
            // Half of a surrogate pair, or bytes that are not UTF-8: nobody could store or search it.
            throw new EventRefusedException(EventRefusal.Unreadable("body", $"expected Unicode text in UTF-8; {invalid.Message}"));
        }
    }

    /// <summary>SHA-256.</summary>
    public static byte[] Hash(byte[] canonical) => SHA256.HashData(canonical);

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
                foreach (var member in value.EnumerateObject()) members[Storable(member.Name)] = member.Value;
                writer.WriteStartObject();
                foreach (var (name, member) in members)
                {
                    writer.WritePropertyName(name);
                    Write(writer, member);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Storable(value.GetString()!));
                break;
            default:
                writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
                break;
        }
    }

    // PostgreSQL keeps no NUL in a text.
    private static string Storable(string text) => text.Replace('\0', '\uFFFD');
}

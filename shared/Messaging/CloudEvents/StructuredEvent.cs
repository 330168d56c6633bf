using System.Text;
using System.Text.Json;

namespace IntentEngine.Messaging.CloudEvents;

/// <summary>Reads the JSON format of CloudEvents 1.0, <c>application/cloudevents+json</c>: attributes and data in one object.</summary>
internal static class StructuredEvent
{
    /// <summary>Media type of one event.</summary>
    public const string MediaType = "application/cloudevents+json";

    /// <summary>Media type of many events, which is not taken.</summary>
    public const string BatchMediaType = "application/cloudevents-batch+json";

    // The data may itself be 32 deep (ContractJson).
    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 33 };

    /// <summary>Reads one event.</summary>
    /// <exception cref="NotACloudEventException">It is no JSON object, lacks an attribute, or its data is no JSON.</exception>
    public static CloudEvent Read(byte[] body)
    {
        using var document = Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw new NotACloudEventException($"Expected a JSON object with the event's attributes and its data; came {root.ValueKind}.");
        if (Text(root, "datacontenttype") is { } dataType && !IsJson(dataType)) throw new NotACloudEventException("Expected datacontenttype application/json, or none; came another.");
        return CloudEvent.Make(Text(root, "specversion"), Text(root, "id"), Text(root, "source"), Text(root, "type")) with { Data = Data(root) };
    }

    /// <summary>Whether a media type stands for JSON.</summary>
    public static bool IsJson(string contentType)
    {
        var mediaType = contentType.AsSpan();
        if (mediaType.IndexOf(';') is >= 0 and var end) mediaType = mediaType[..end];
        mediaType = mediaType.Trim();
        return mediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    private static JsonDocument Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body, Limits);
        }
        catch (JsonException broken)
        {
            throw new NotACloudEventException($"Expected JSON; line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1} is none.");
        }
    }

    private static byte[] Data(JsonElement root)
    {
        if (root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object) return Encoding.UTF8.GetBytes(data.GetRawText());
        if (root.TryGetProperty("data_base64", out var encoded) && encoded.ValueKind == JsonValueKind.String && encoded.TryGetBytesFromBase64(out var bytes)) return bytes;
        throw new NotACloudEventException("Expected the message as a JSON object in data, or its bytes in data_base64; came neither.");
    }

    private static string? Text(JsonElement root, string attribute)
    {
        if (!root.TryGetProperty(attribute, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new NotACloudEventException($"Expected text as {attribute}; came {value.ValueKind}.");
        }
        catch (InvalidOperationException)
        {
            // What the reader throws for escapes such as \ud800 alone.
            throw new NotACloudEventException($"Expected valid Unicode as {attribute}; came half of a surrogate pair.");
        }
    }
}

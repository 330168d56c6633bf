using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntentEngine.Contracts;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>How graphs are written to files and backups: as contracts are, and so that equal content gives equal bytes (keys sorted, instants in UTC to the microsecond).</summary>
internal static class GraphJson
{
    /// <summary>Reads leniently: unknown members are ignored, null dictionaries are empty, instants may be Unix seconds and words in the seed's spelling (<c>DependsOn</c>).</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General);
        // First found, first used: before the contracts' own converters.
        options.Converters.Add(new SortedTextsConverter());
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new WordConverterFactory());
        ContractJson.Apply(options);
        options.RespectNullableAnnotations = true;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class SortedTextsConverter : JsonConverter<IReadOnlyDictionary<string, string>>
    {
        public override bool HandleNull => true;

        public override IReadOnlyDictionary<string, string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options) ?? [];

        public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (key, text) in value.OrderBy(pair => pair.Key, GraphOrder.Ids)) writer.WriteString(key, text);
            writer.WriteEndObject();
        }
    }

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.Number) return StoredForm.Of(reader.GetDateTimeOffset());
            return reader.TryGetInt64(out var seconds) && seconds is >= -62_135_596_800 and <= 253_402_300_799
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : throw new JsonException("Expected an instant in ISO 8601, or whole Unix seconds of the years 1 to 9999.");
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(StoredForm.Of(value).UtcDateTime);
    }

    private sealed class WordConverterFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(WordConverter<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class WordConverter<T> : JsonConverter<T> where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (reader.TokenType == JsonTokenType.String ? GraphWords.Find<T>(reader.GetString()!) : null) ?? throw new JsonException($"Expected one of {GraphWords.All<T>()}.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Word());
    }
}

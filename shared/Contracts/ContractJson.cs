using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntentEngine.Contracts;

/// <summary>How everything that leaves a service is written: snake_case JSON, nulls left out, enumerations as snake_case words.</summary>
public static class ContractJson
{
    /// <summary>Reads leniently (unknown members are ignored: contracts grow) and writes compactly. Depth is limited to 32.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Applies the same rules to options that a framework already made.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = 32;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

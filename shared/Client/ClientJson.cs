using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntentEngine.Client;

/// <summary>JSON as the engine writes it: snake_case, nulls left out. Unknown members are ignored, because answers grow.</summary>
public static class ClientJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

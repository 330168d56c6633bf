using System.Text.Json;

namespace IntentEngine.Lineage.OpenLineage;

/// <summary>JSON as Marquez and OpenLineage write it: camelCase, nulls included.</summary>
internal static class OpenLineageJson
{
    /// <summary>Deeper than any plan of a query engine seen so far; events that nest deeper are refused.</summary>
    public const int MostLevels = 256;

    /// <summary>For answers.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            // Facets of other people pass through.
            MaxDepth = MostLevels + 32,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

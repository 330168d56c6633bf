using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntentEngine.Lineage.OpenLineage.Ingest;

/// <summary>How folded documents are kept.</summary>
internal static class Documents
{
    // Facets nest as deep as an event may, and a document wraps them.
    private static readonly JsonSerializerOptions Options = new()
    {
        MaxDepth = OpenLineageJson.MostLevels + 32,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)
        ?? throw new InvalidOperationException($"A stored {typeof(T).Name} is null.");
}

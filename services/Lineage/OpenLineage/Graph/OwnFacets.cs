using System.Text.Json;
using IntentEngine.Lineage.OpenLineage.Ingest;

namespace IntentEngine.Lineage.OpenLineage.Graph;

/// <summary>Run facets of our own executions.</summary>
internal static class OwnFacets
{
    /// <summary>Who writes them.</summary>
    public const string Producer = "urn:intent-engine";

    /// <summary>Why it was started, and the failure if there was one.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Of(string triggerKind, string? error)
    {
        var facets = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { [RunFacts.TriggerFacet] = Custom(new { kind = triggerKind }, "IntentEngineTriggerRunFacet") };
        if (error is not null) facets["errorMessage"] = Standard(new { message = error, programmingLanguage = "C#" }, "1-0-1", "ErrorMessageRunFacet");
        return facets;
    }

    /// <summary>A facet of the OpenLineage specification.</summary>
    public static JsonElement Standard<T>(T members, string version, string name) => With(members, $"https://openlineage.io/spec/facets/{version}/{name}.json#/$defs/{name}");

    /// <summary>A facet of our own.</summary>
    public static JsonElement Custom<T>(T members, string name) => With(members, $"{Producer}:openlineage:{name}");

    private static JsonElement With<T>(T members, string schema)
    {
        var facet = JsonSerializer.SerializeToNode(members)!.AsObject();
        facet.Insert(0, "_producer", Producer);
        facet.Insert(1, "_schemaURL", schema);
        return JsonSerializer.SerializeToElement(facet);
    }
}

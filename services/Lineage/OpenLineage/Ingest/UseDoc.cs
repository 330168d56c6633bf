using IntentEngine.Lineage.OpenLineage.Wire;

namespace IntentEngine.Lineage.OpenLineage.Ingest;

/// <summary>What is known of one run's use of one dataset.</summary>
internal sealed class UseDoc
{
    /// <summary>The version that was read or written, as the dataset's <c>version</c> facet said.</summary>
    public Latest<string>? Version { get; set; }

    /// <summary><c>inputFacets</c> or <c>outputFacets</c>.</summary>
    public FacetMap Facets { get; set; } = [];

    /// <summary>Adds one event's mention, once.</summary>
    public void Merge(LineageEvent told, LineageEvent.DatasetLink link)
    {
        var at = Stamp.Of(told);
        Facets.Merge(at, link.UseFacets);
        if (link.Facets.TryGetValue("version", out var version) && version.ValueKind == System.Text.Json.JsonValueKind.Object
            && version.TryGetProperty("datasetVersion", out var text) && text.ValueKind == System.Text.Json.JsonValueKind.String)
            Version = Latest<string>.Merge(Version, at, text.GetString()!);
    }
}

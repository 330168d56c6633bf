using System.Text.Json;

namespace IntentEngine.Lineage.OpenLineage.Ingest;

/// <summary>Facets by key: the union of all events', each as its newest event told it.</summary>
internal sealed class FacetMap : Dictionary<string, Latest<JsonElement>>
{
    public FacetMap() : base(StringComparer.Ordinal) { }

    public void Merge(string at, IReadOnlyDictionary<string, JsonElement> facets)
    {
        foreach (var (key, facet) in facets) this[key] = Latest<JsonElement>.Merge(this.GetValueOrDefault(key), at, facet);
    }

    /// <summary>The facet, unless it is absent, no object, or was taken back with <c>_deleted</c>.</summary>
    public JsonElement? Facet(string key) =>
        TryGetValue(key, out var latest) && latest.Value is { ValueKind: JsonValueKind.Object } facet && !IsDeleted(facet) ? facet : null;

    /// <summary>A text within a facet; null when there is none.</summary>
    public string? Text(string key, string member) =>
        Facet(key) is { } facet && facet.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>All facets as a client would send them, by key.</summary>
    public SortedDictionary<string, JsonElement> Plain()
    {
        var plain = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (key, latest) in this)
            if (!IsDeleted(latest.Value))
                plain[key] = latest.Value;
        return plain;
    }

    private static bool IsDeleted(JsonElement facet) =>
        facet.ValueKind == JsonValueKind.Object && facet.TryGetProperty("_deleted", out var deleted) && deleted.ValueKind == JsonValueKind.True;
}

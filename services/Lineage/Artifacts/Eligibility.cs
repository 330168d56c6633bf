namespace IntentEngine.Lineage.Artifacts;

/// <summary>Which types of artifact an intent can work on (specification: semantics §2.3).</summary>
internal static class Eligibility
{
    private static readonly Dictionary<string, string[]> ByIntent = new(StringComparer.Ordinal)
    {
        ["parse_content"] = ["file"],
        ["extract_embeddings"] = ["parsed_content"],
        ["create_deterministic_embeddings"] = ["parsed_content"],
        ["hydrate_semantic_profile"] = ["parsed_content"],
        ["save_materialization"] = ["file", "parsed_content", "embeddings"],
    };

    /// <summary>Types the intent takes; null: the intent is unknown here, so every type.</summary>
    public static string[]? TypesFor(string intent) => ByIntent.GetValueOrDefault(intent);

    /// <summary>Intents that take the type, by name.</summary>
    public static IReadOnlyList<string> IntentsFor(string type) =>
        [.. ByIntent.Where(entry => entry.Value.Contains(type, StringComparer.Ordinal)).Select(entry => entry.Key).Order(StringComparer.Ordinal)];
}

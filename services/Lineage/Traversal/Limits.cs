namespace IntentEngine.Lineage.Traversal;

/// <summary>What an answer of several walks reports.</summary>
internal static class Limits
{
    /// <summary>Null when every walk was complete; running out of nodes outweighs depth, which asking deeper would cure.</summary>
    public static Limit? Strongest(params ReadOnlySpan<Walk> walks)
    {
        Limit? strongest = null;
        foreach (var walk in walks)
            if (walk.TruncatedBy is { } limit && (strongest is null || limit > strongest)) strongest = limit;
        return strongest;
    }
}

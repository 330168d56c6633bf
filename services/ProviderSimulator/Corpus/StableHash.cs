namespace IntentEngine.ProviderSimulator.Corpus;

/// <summary>Numbers that depend on a text alone, in every process and version: FNV-1a with a finishing mix.</summary>
internal static class StableHash
{
    /// <summary>64 bits.</summary>
    public static ulong Of(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211UL;
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccdUL;
        return hash ^ (hash >> 33);
    }

    /// <summary>From 0 up to, not including, 1.</summary>
    public static double Unit(string text) => (Of(text) >> 11) / (double)(1UL << 53);
}

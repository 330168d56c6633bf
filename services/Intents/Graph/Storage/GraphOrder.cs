using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>The orders that every backend keeps, so that pages and exports agree: ids compare by the bytes of their UTF-8, as databases do.</summary>
internal static class GraphOrder
{
    /// <summary>Ids, and keys of dictionaries.</summary>
    public static IComparer<string> Ids { get; } = Comparer<string>.Create(CompareIds);

    /// <summary>Intents, newest first, then by id.</summary>
    public static IComparer<(DateTimeOffset CreatedAt, string IntentId)> Newest { get; } = Comparer<(DateTimeOffset CreatedAt, string IntentId)>.Create(
        (a, b) => b.CreatedAt.CompareTo(a.CreatedAt) is var newer and not 0 ? newer : CompareIds(a.IntentId, b.IntentId));

    /// <summary>Edges, by (from, to, type).</summary>
    public static IComparer<IntentEdge> Edges { get; } = Comparer<IntentEdge>.Create((a, b) =>
        CompareIds(a.From, b.From) is var from and not 0 ? from
        : CompareIds(a.To, b.To) is var to and not 0 ? to
        : a.EdgeType.CompareTo(b.EdgeType));

    /// <summary>Place of an intent among the newest.</summary>
    public static (DateTimeOffset CreatedAt, string IntentId) PlaceOf(StorableIntent intent) => (intent.CreatedAt, intent.IntentId);

    // UTF-16 sorts characters beyond U+FFFF (surrogates) before U+E000; UTF-8 sorts them last.
    private static int CompareIds(string? a, string? b)
    {
        if (a is null || b is null) return string.CompareOrdinal(a, b);
        var shorter = Math.Min(a.Length, b.Length);
        for (var i = 0; i < shorter; i++)
        {
            if (a[i] == b[i]) continue;
            return char.IsSurrogate(a[i]) == char.IsSurrogate(b[i]) ? a[i].CompareTo(b[i]) : char.IsSurrogate(a[i]) ? 1 : -1;
        }

        return a.Length.CompareTo(b.Length);
    }
}

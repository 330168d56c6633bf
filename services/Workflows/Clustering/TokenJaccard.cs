namespace IntentEngine.Workflows.Clustering;

/// <summary>The origin's similarity: shared words / all words, plus 0.1 for each pair of different words of which one contains the other, at most 1.</summary>
/// <remarks>Words of two letters or fewer do not count (origin <c>keyword-clusterer.ts</c>). No stemming, no weights: kept for comparison and for sets with few repeated words.</remarks>
public sealed class TokenJaccard : ISimilarity
{
    /// <inheritdoc/>
    public string Name => "token_jaccard";

    /// <inheritdoc/>
    public PairSimilarity Over(IReadOnlyList<string> texts)
    {
        var words = texts.Select(text => Terms.Words(text).Where(word => word.Length > 2).ToHashSet(StringComparer.Ordinal)).ToList();
        return (a, b) => Between(words[a], words[b]);
    }

    private static double Between(HashSet<string> a, HashSet<string> b)
    {
        if (a.Count == 0 || b.Count == 0) return 0;
        var shared = a.Count(b.Contains);
        var contained = a.Sum(x => b.Count(y => x != y && (x.Contains(y, StringComparison.Ordinal) || y.Contains(x, StringComparison.Ordinal))));
        return Math.Min(1, (shared / (double)(a.Count + b.Count - shared)) + (0.1 * contained));
    }
}

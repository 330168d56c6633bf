namespace IntentEngine.Workflows.Clustering;

/// <summary>Cosine of TF-IDF vectors over stemmed terms: a term in every keyword of the set counts little, a rare one much.</summary>
/// <remarks>
/// Weight of a term = count in the text × √(1 + ln((1 + n) / (1 + texts with it))); vectors have length 1. A text without terms is like nothing.
/// The root is ours: the longtails of a few seeds are a small set in which every keyword has the seed's words, and full IDF would
/// leave so little of them that no cluster forms. On large sets it measures about the same.
/// </remarks>
public sealed class TfIdfCosine : ISimilarity
{
    /// <inheritdoc/>
    public string Name => "tfidf_cosine";

    /// <inheritdoc/>
    public PairSimilarity Over(IReadOnlyList<string> texts)
    {
        var counts = texts.Select(text => Terms.Of(text).CountBy(term => term).ToDictionary(StringComparer.Ordinal)).ToList();
        var spread = counts.SelectMany(count => count.Keys).CountBy(term => term).OrderBy(term => term.Key, StringComparer.Ordinal).ToList();
        var terms = spread.Select((term, index) => (term, index))
            .ToDictionary(t => t.term.Key, t => (Index: t.index, Idf: Math.Sqrt(1 + Math.Log((1.0 + texts.Count) / (1 + t.term.Value)))), StringComparer.Ordinal);
        var vectors = counts.Select(count => Vector(count, terms)).ToList();
        return (a, b) => Dot(vectors[a], vectors[b]);
    }

    // Entries are sorted by term, so sums are added in the same order on every run: equal input, equal bits.
    private static (int Term, double Weight)[] Vector(Dictionary<string, int> counts, Dictionary<string, (int Index, double Idf)> terms)
    {
        var entries = counts.Select(c => (Term: terms[c.Key].Index, Weight: c.Value * terms[c.Key].Idf)).OrderBy(e => e.Term).ToArray();
        var length = Math.Sqrt(entries.Sum(e => e.Weight * e.Weight));
        return [.. entries.Select(e => (e.Term, e.Weight / length))];
    }

    private static double Dot((int Term, double Weight)[] a, (int Term, double Weight)[] b)
    {
        var sum = 0.0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (a[i].Term == b[j].Term) sum += a[i++].Weight * b[j++].Weight;
            else if (a[i].Term < b[j].Term) i++;
            else j++;
        }

        return Math.Min(1, sum);
    }
}

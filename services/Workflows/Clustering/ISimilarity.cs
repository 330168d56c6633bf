namespace IntentEngine.Workflows.Clustering;

/// <summary>A way to tell how alike keywords are: words by default, word vectors or shared search results behind the same edge.</summary>
public interface ISimilarity
{
    /// <summary>Its name in the output of step 6, e.g. <c>tfidf_cosine</c>.</summary>
    string Name { get; }

    /// <summary>Prepares a set of texts, whose own statistics may count, for comparison.</summary>
    PairSimilarity Over(IReadOnlyList<string> texts);
}

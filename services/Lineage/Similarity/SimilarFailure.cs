namespace IntentEngine.Lineage.Similarity;

/// <summary>A failure like another one, and why it was found.</summary>
internal sealed record SimilarFailure(ComparedExecution Execution, string Fingerprint, SimilarityTier Tier, SimilarityScore Score, double Template, double? Embedding)
{
    public double Total => Score.Total;
}

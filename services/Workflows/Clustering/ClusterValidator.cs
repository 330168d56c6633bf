namespace IntentEngine.Workflows.Clustering;

/// <summary>Judges a cluster by itself, however it came about (seed 004; origin <c>cluster-validator.ts</c>).</summary>
public static class ClusterValidator
{
    /// <summary>Valid means: as many spokes as the limits allow, and every one at least at the threshold (a missing score, NaN, is not).</summary>
    public static bool IsValid(IReadOnlyList<Spoke> spokes, ClusteringOptions options) =>
        spokes.Count >= options.MinSpokes && spokes.Count <= options.MaxSpokes && spokes.All(spoke => spoke.Similarity >= options.Threshold);
}

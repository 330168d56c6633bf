namespace IntentEngine.Lineage.Similarity;

/// <summary>Which similar failures are wanted.</summary>
/// <param name="Most">How many, 1 or more.</param>
/// <param name="MinimumScore">How alike at least, 0 to 1.</param>
/// <param name="SameCorrelation">Also those of the same task: its own retries are nearly always alike.</param>
internal sealed record SimilarFailuresWanted(int Most, double MinimumScore, bool SameCorrelation)
{
    /// <summary>Least score worth showing (specification: semantics §3.4).</summary>
    public const double DefaultMinimum = 0.3;
}

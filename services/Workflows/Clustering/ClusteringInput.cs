namespace IntentEngine.Workflows.Clustering;

/// <summary>What <c>execute-step/6</c> may carry; each value overrides the configured one for this run. Ranges as in <see cref="ClusteringOptions"/>.</summary>
public sealed record ClusteringInput
{
    /// <summary>See <see cref="ClusteringOptions.Threshold"/>.</summary>
    public double? Threshold { get; init; }

    /// <summary>See <see cref="ClusteringOptions.MaxSpokes"/>.</summary>
    public int? MaxSpokes { get; init; }

    /// <summary>See <see cref="ClusteringOptions.MinSpokes"/>.</summary>
    public int? MinSpokes { get; init; }

    internal ClusteringOptions Over(ClusteringOptions configured) => configured with
    {
        Threshold = Threshold ?? configured.Threshold,
        MaxSpokes = MaxSpokes ?? configured.MaxSpokes,
        MinSpokes = MinSpokes ?? configured.MinSpokes,
    };
}

namespace IntentEngine.Workflows.Clustering;

/// <summary>How step 6 groups keywords.</summary>
public sealed record ClusteringOptions
{
    /// <summary>Least similarity of a spoke to its hub, inclusive; above 0 up to 1, default 0.3 (measured best for <see cref="TfIdfCosine"/>).</summary>
    /// <remarks>The origin's 0.6 was meant for embeddings; on words it finds next to nothing.</remarks>
    public double Threshold { get; init; } = 0.3;

    /// <summary>Most spokes of one hub; at least <see cref="MinSpokes"/>, default 8.</summary>
    public int MaxSpokes { get; init; } = 8;

    /// <summary>Fewest spokes of a hub; 0 or more, default 2. A hub with fewer is set aside.</summary>
    public int MinSpokes { get; init; } = 2;

    /// <summary>What is wrong with the values, or null.</summary>
    public string? Problem() => this switch
    {
        { Threshold: not (> 0 and <= 1) } => $"threshold must be above 0 and at most 1, not {Threshold}.",
        { MinSpokes: < 0 } => $"min_spokes must be 0 or more, not {MinSpokes}.",
        _ when MaxSpokes < Math.Max(1, MinSpokes) => $"max_spokes must be at least 1 and at least min_spokes ({MinSpokes}), not {MaxSpokes}.",
        _ => null,
    };
}

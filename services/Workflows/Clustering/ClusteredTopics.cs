namespace IntentEngine.Workflows.Clustering;

/// <summary>Output of step 6. Every keyword of the input is in exactly one cluster, as hub or spoke, or in <see cref="Unclustered"/>.</summary>
public sealed record ClusteredTopics
{
    /// <summary>Clusters, hub with most demand first.</summary>
    public required IReadOnlyList<TopicCluster> Clusters { get; init; }

    /// <summary>Keywords that found no cluster, most demand first.</summary>
    public required IReadOnlyList<string> Unclustered { get; init; }

    /// <summary>Number of clusters.</summary>
    public required int ClusterCount { get; init; }

    /// <summary>Keywords that really are in a cluster, hubs included.</summary>
    public required int KeywordsClustered { get; init; }

    /// <summary>Mean number of keywords per cluster, hub included, rounded to two digits; 0 without clusters.</summary>
    public required double AvgClusterSize { get; init; }

    /// <summary>The similarity that was used.</summary>
    public required string Similarity { get; init; }

    /// <summary>The threshold that was used.</summary>
    public required double Threshold { get; init; }
}

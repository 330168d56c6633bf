namespace IntentEngine.Workflows.Clustering;

/// <summary>A hub with its spokes, and whether it is good enough for subtopics (seed 004, step 6).</summary>
public sealed record TopicCluster
{
    /// <summary>The keyword with most demand.</summary>
    public required string HubKeyword { get; init; }

    /// <summary>Searches per month of the hub. Null: not measured.</summary>
    public long? HubVolume { get; init; }

    /// <summary>Its spokes, most similar first.</summary>
    public required IReadOnlyList<Spoke> Spokes { get; init; }

    /// <summary>Whether it passed validation; an invalid cluster stops nothing but gets no subtopics.</summary>
    public required bool Valid { get; init; }

    /// <summary>Mean similarity of the spokes to the hub, rounded to four digits; for information. 0 without spokes.</summary>
    public required double AvgSimilarity { get; init; }
}

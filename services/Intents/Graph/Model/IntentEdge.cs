namespace IntentEngine.Intents.Graph.Model;

/// <summary>A typed edge between two intents of one organization; one per (from, to, type) (spec semantics §1.3).</summary>
internal sealed record IntentEdge
{
    public required string From { get; init; }

    public required string To { get; init; }

    public required EdgeType EdgeType { get; init; }

    /// <summary>0.0 to 1.0. Null: unweighted, which counts as 1.0 where a strength is asked for.</summary>
    public double? Weight { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}

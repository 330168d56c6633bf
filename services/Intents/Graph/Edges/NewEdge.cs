namespace IntentEngine.Intents.Graph.Edges;

/// <summary>An edge that somebody wants, or the new weight and metadata of one that is there.</summary>
public sealed class NewEdge
{
    /// <summary>Where it starts.</summary>
    public required string From { get; init; }

    /// <summary>Where it ends.</summary>
    public required string To { get; init; }

    /// <summary>depends_on, is_subgoal_of (from child to parent), conflicts_with, enables, related_to, triggered_by or blocks.</summary>
    public required string EdgeType { get; init; }

    /// <summary>0.0 to 1.0. Absent: unweighted.</summary>
    public double? Weight { get; init; }

    /// <summary>Texts such as reason, severity, confidence; <c>required: false</c> on is_subgoal_of makes a subgoal optional.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

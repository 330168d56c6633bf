namespace IntentEngine.Lineage.Executions;

/// <summary>How two executions hang together: up from the one to the nearest they have in common, and down to the other.</summary>
public sealed record ExecutionPath
{
    /// <summary>Where the path begins.</summary>
    public required string From { get; init; }

    /// <summary>Where it ends.</summary>
    public required string To { get; init; }

    /// <summary>Whether there is a path.</summary>
    public required bool Connected { get; init; }

    /// <summary>The nearest execution both came from, which may be one of them. Absent when they are not connected.</summary>
    public string? CommonAncestorId { get; init; }

    /// <summary>The path in order, both ends included; empty when they are not connected.</summary>
    public required IReadOnlyList<LineageExecutionSummary> Executions { get; init; }

    /// <summary>Its edges in order, each from the parent to what came of it.</summary>
    public required IReadOnlyList<Edge> Edges { get; init; }

    /// <summary>Whether the answer is final: not when a line of parents is longer than 10000.</summary>
    public required bool Complete { get; init; }
}

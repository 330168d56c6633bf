using IntentEngine.Lineage.Traversal;

namespace IntentEngine.Lineage.Executions;

/// <summary>An execution between what it came from and what came of it (seed 002). At most 1,000 executions in all parts together.</summary>
public sealed record ExecutionLineage
{
    /// <summary>The execution asked for.</summary>
    public required LineageExecutionSummary Execution { get; init; }

    /// <summary>From the root, or the oldest within the depth, to the immediate parent.</summary>
    public required IReadOnlyList<LineageExecutionSummary> Ancestors { get; init; }

    /// <summary>Level by level; within a level by (started_at, id).</summary>
    public required IReadOnlyList<LineageExecutionSummary> Descendants { get; init; }

    /// <summary>Other executions of the same parent, by (started_at, id). A root has none.</summary>
    public required IReadOnlyList<LineageExecutionSummary> Siblings { get; init; }

    /// <summary>Whether nothing known was left out.</summary>
    public required bool Complete { get; init; }

    /// <summary>What left something out: <c>depth</c> or <c>nodes</c>. Absent when complete.</summary>
    public Limit? TruncatedBy { get; init; }
}

using IntentEngine.Lineage.Traversal;

namespace IntentEngine.Lineage.Executions;

/// <summary>One page of an execution's place in the graph (seed 002).</summary>
/// <remarks>
/// Pages put one after the other are the whole: first the ancestors, then the descendants, then the siblings, each in one order, (depth, started_at, id).
/// </remarks>
public sealed record ExecutionLineage
{
    /// <summary>The execution asked for, on every page.</summary>
    public required LineageExecutionSummary Execution { get; init; }

    /// <summary>From the root, or the oldest within the depth, to the immediate parent.</summary>
    public required IReadOnlyList<LineageExecutionSummary> Ancestors { get; init; }

    /// <summary>Level by level; within a level by (started_at, id).</summary>
    public required IReadOnlyList<LineageExecutionSummary> Descendants { get; init; }

    /// <summary>Other executions of the same parent, by (started_at, id). A root has none.</summary>
    public required IReadOnlyList<LineageExecutionSummary> Siblings { get; init; }

    /// <summary>The edges that end at what this page lists, typed by why the lower execution was started. Each stands on the page of its lower end.</summary>
    public required IReadOnlyList<Edge> Edges { get; init; }

    /// <summary>Whether nothing known lies outside this page and those before it.</summary>
    public required bool Complete { get; init; }

    /// <summary>What left something out: <c>nodes</c> (the page is full; go on with the cursor, or at the frontier) or <c>depth</c>. Absent when complete.</summary>
    public Limit? TruncatedBy { get; init; }

    /// <summary>Where more is known than was shown, at most 100 executions. Empty when complete.</summary>
    public required IReadOnlyList<FrontierNode> Frontier { get; init; }

    /// <summary>Send it as <c>cursor</c>, with all else but <c>limit</c> unchanged, for the page after this one. Absent: this is the last page.</summary>
    public string? Cursor { get; init; }
}

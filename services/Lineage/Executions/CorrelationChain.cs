namespace IntentEngine.Lineage.Executions;

/// <summary>One page of the executions of one correlation (seed 002).</summary>
public sealed record CorrelationChain
{
    /// <summary>The correlation.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>How many executions it has, however many are listed; counted up to 10000.</summary>
    public required int TotalExecutions { get; init; }

    /// <summary>Whether it has no more than <see cref="TotalExecutions"/>.</summary>
    public required bool TotalIsExact { get; init; }

    /// <summary>The earliest root. Absent when every execution has a parent.</summary>
    public string? RootExecutionId { get; init; }

    /// <summary>All roots, earliest first, at most as many as the limit: two tasks may have been given one correlation.</summary>
    public required IReadOnlyList<string> RootExecutionIds { get; init; }

    /// <summary>The execution that started last: what the task is at, after all retries and repairs.</summary>
    public required string LatestExecutionId { get; init; }

    /// <summary>By (started_at, id), at most as many as the limit.</summary>
    public required IReadOnlyList<LineageExecutionSummary> Executions { get; init; }

    /// <summary>Send it as <c>cursor</c> for the page after this one. Absent: this is the last page.</summary>
    public string? NextCursor { get; init; }
}

namespace IntentEngine.Lineage.Executions;

/// <summary>All executions of one correlation (seed 002).</summary>
public sealed record CorrelationChain
{
    /// <summary>The correlation.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>How many executions it has, however many are listed.</summary>
    public required int TotalExecutions { get; init; }

    /// <summary>The earliest root. Absent when every execution has a parent.</summary>
    public string? RootExecutionId { get; init; }

    /// <summary>All roots, earliest first, at most as many as the limit: two tasks may have been given one correlation.</summary>
    public required IReadOnlyList<string> RootExecutionIds { get; init; }

    /// <summary>By (started_at, id), at most as many as the limit.</summary>
    public required IReadOnlyList<LineageExecutionSummary> Executions { get; init; }
}

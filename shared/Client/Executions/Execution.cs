namespace IntentEngine.Client.Executions;

/// <summary>One attempt at something, with its place in the graph.</summary>
public sealed record Execution
{
    /// <summary>Its id.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>Groups all executions of one task.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The execution it came from. Null: a root.</summary>
    public string? ParentExecutionId { get; init; }

    /// <summary>Why it runs: <c>manual</c>, <c>agent</c>, <c>retry</c>, <c>repair</c>, <c>child</c>, <c>scheduled</c>, or a newer word.</summary>
    public required string TriggerKind { get; init; }

    /// <summary>The workflow or intent it belongs to.</summary>
    public string? RunId { get; init; }

    /// <summary>What is executed, e.g. <c>content.icp</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Number of the step.</summary>
    public int? StepNumber { get; init; }

    /// <summary>Attempt, from 1.</summary>
    public int Attempt { get; init; }

    /// <summary><c>pending</c>, <c>running</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it started (UTC).</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended (UTC).</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public long? DurationMs { get; init; }

    /// <summary>Class of the failure.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The failure for people.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>What providers charged, in US dollars.</summary>
    public decimal? CostUsd { get; init; }
}

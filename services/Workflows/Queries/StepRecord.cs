namespace IntentEngine.Workflows.Queries;

/// <summary>A row of <c>intent_workflow_steps</c>, to be read.</summary>
internal sealed class StepRecord
{
    public Guid Id { get; init; }
    public Guid WorkflowId { get; init; }
    public int StepNumber { get; init; }
    public int Round { get; init; }
    public string StepName { get; init; } = "";
    public string Status { get; init; } = "";
    public string? InputData { get; init; }
    public string? OutputData { get; init; }
    public string? ErrorType { get; init; }
    public string? ErrorMessage { get; init; }
    public string? BlockedReason { get; init; }
    public Guid? RunId { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    public int? DurationMs { get; init; }
    public DateTimeOffset? NextAttemptAt { get; init; }
    public int RetryCount { get; init; }
    public int MaxRetries { get; init; }
    public decimal? CostUsd { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
}

namespace IntentEngine.Workflows.Saga;

/// <summary>New values of a row of <c>intent_workflow_steps</c>; null leaves what is there.</summary>
public sealed record StepRow
{
    public required int Number { get; init; }
    public required int Round { get; init; }
    public required string Name { get; init; }
    public required string Status { get; init; }
    public required int RetryCount { get; init; }
    public required int MaxRetries { get; init; }
    public Guid? Run { get; init; }
    public string? Input { get; init; }
    public string? Output { get; init; }
    public string? ErrorType { get; init; }
    public string? ErrorMessage { get; init; }
    public string? BlockedReason { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    public DateTimeOffset? NextAttemptAt { get; init; }
    public decimal? CostUsd { get; init; }
}

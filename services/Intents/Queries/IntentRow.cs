namespace IntentEngine.Intents.Queries;

/// <summary><c>intent_executions</c> as lists read it: every column but the completion token, which therefore cannot leave by this door.</summary>
internal sealed class IntentRow
{
    public required Guid TenantId { get; init; }

    public required string IntentId { get; init; }

    public required string IntentType { get; init; }

    public required string Status { get; init; }

    public string? TargetArtifactId { get; init; }

    public required string Context { get; init; }

    public string? CreatedBy { get; init; }

    public Guid? SessionId { get; init; }

    public string? Owner { get; init; }

    public string? CorrelationId { get; init; }

    public string? ParentExecutionId { get; init; }

    public string? Worker { get; init; }

    public string? ExecutionId { get; init; }

    public string? Result { get; init; }

    public string? Error { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? ClaimedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}

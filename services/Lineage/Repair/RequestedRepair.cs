namespace IntentEngine.Lineage.Repair;

/// <summary>A request to try a failed execution again, and what its owner did about it. Absent members are not known yet.</summary>
public sealed record RequestedRepair
{
    /// <summary>The request.</summary>
    public required Guid RepairId { get; init; }

    /// <summary>The failed execution.</summary>
    public required string ExecutionId { get; init; }

    /// <summary><c>retry</c> or <c>repair</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The service that was asked: <c>workflows</c> or <c>intents</c>.</summary>
    public required string Owner { get; init; }

    /// <summary><c>requested</c>: the owner has not answered; <c>started</c> or <c>refused</c>: it has.</summary>
    public required string State { get; init; }

    /// <summary>Why it was asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>Subject that asked.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The execution that was started; its parent is the failed one. Absent for an intent until somebody takes it on.</summary>
    public string? NewExecutionId { get; init; }

    /// <summary>Why the owner refused.</summary>
    public string? Refusal { get; init; }

    /// <summary>When the owner answered (UTC).</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
}

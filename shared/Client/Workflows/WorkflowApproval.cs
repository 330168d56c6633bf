namespace IntentEngine.Client.Workflows;

/// <summary>A decision that was made.</summary>
public sealed record WorkflowApproval
{
    /// <summary>What was decided on, <c>seed_keywords</c> or <c>subtopics</c>.</summary>
    public required string ApprovalType { get; init; }

    /// <summary>Which round, from 1.</summary>
    public required int Round { get; init; }

    /// <summary><c>approved</c> or <c>rejected</c>.</summary>
    public required string Decision { get; init; }

    /// <summary>Subject that decided.</summary>
    public required string ApproverId { get; init; }

    /// <summary>Approved items.</summary>
    public required IReadOnlyList<Guid> ApprovedItems { get; init; }

    /// <summary>Rejected items.</summary>
    public required IReadOnlyList<Guid> RejectedItems { get; init; }

    /// <summary>What was said.</summary>
    public string? Feedback { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset DecidedAt { get; init; }
}

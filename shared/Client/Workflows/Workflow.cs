namespace IntentEngine.Client.Workflows;

/// <summary>A workflow with its steps and decisions.</summary>
public sealed record Workflow
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Name of its definition, <c>content</c> or <c>article</c>.</summary>
    public required string Definition { get; init; }

    /// <summary>The step it is at (<c>step_0_auth</c> …), or <c>completed</c>, <c>failed</c>, <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>running</c>, <c>retrying</c>, <c>delegating</c>, <c>awaiting_approval</c>, <c>blocked</c>, <c>failed</c>, <c>completed</c> or <c>cancelled</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>Completed steps of all, in percent.</summary>
    public required int ProgressPercentage { get; init; }

    /// <summary>The steps that have begun, in order, with their current outputs.</summary>
    public required IReadOnlyList<WorkflowStep> Steps { get; init; }

    /// <summary>The step it is at. Null: it has ended.</summary>
    public WorkflowStep? CurrentStep { get; init; }

    /// <summary><c>pending</c>, <c>approved</c> or <c>rejected</c>.</summary>
    public required string ApprovalStatus { get; init; }

    /// <summary>The approval it waits for, <c>seed_keywords</c> or <c>subtopics</c>. Null: none.</summary>
    public string? AwaitingApproval { get; init; }

    /// <summary>Why it is blocked. Null: it is not.</summary>
    public string? BlockedReason { get; init; }

    /// <summary>What to do about that.</summary>
    public string? RequiredAction { get; init; }

    /// <summary>Why it failed or was cancelled. Null: it did not.</summary>
    public string? EndReason { get; init; }

    /// <summary>Decisions so far, oldest first.</summary>
    public required IReadOnlyList<WorkflowApproval> Approvals { get; init; }

    /// <summary>What providers charged, in US dollars.</summary>
    public required decimal CostUsd { get; init; }

    /// <summary>Groups its executions and those of its articles.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The workflow that caused it. Null: a person did.</summary>
    public Guid? ParentWorkflowId { get; init; }

    /// <summary>Subject that created it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it changed last (UTC).</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether it will not change by itself any more.</summary>
    public bool HasEnded => Status is "completed" or "failed" or "cancelled";
}

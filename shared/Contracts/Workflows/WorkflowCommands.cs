using MassTransit;

namespace IntentEngine.Contracts.Workflows;

/// <summary>Timer to Workflows: the wait for an approval is over. Ignored when that round was decided.</summary>
[EntityName("workflows.expire-approval.v1")]
[MessageUrn("workflows:expire-approval:v1")]
public sealed record ExpireApproval
{
    /// <summary>The queue it is sent to.</summary>
    public const string Queue = "workflows";

    /// <summary>Whose workflow it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The workflow.</summary>
    public required Guid WorkflowId { get; init; }

    /// <summary>The approval that was waited for, e.g. <c>subtopics</c>.</summary>
    public required string ApprovalType { get; init; }

    /// <summary>Its round, from 1.</summary>
    public required int Round { get; init; }
}

/// <summary>Command to Workflows: what a blocked step was missing may be there now; look again.</summary>
[EntityName("workflows.resume-blocked.v1")]
[MessageUrn("workflows:resume-blocked:v1")]
public sealed record ResumeBlocked
{
    /// <summary>The queue it is sent to.</summary>
    public const string Queue = "workflows";

    /// <summary>Whose workflow it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The workflow.</summary>
    public required Guid WorkflowId { get; init; }
}

/// <summary>Command to Workflows: stop a child workflow whose parent was cancelled. Ended and unknown workflows stay as they are.</summary>
[EntityName("workflows.cancel.v1")]
[MessageUrn("workflows:cancel:v1")]
public sealed record CancelWorkflow
{
    /// <summary>The queue it is sent to.</summary>
    public const string Queue = "workflows";

    /// <summary>Whose workflow it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The workflow.</summary>
    public required Guid WorkflowId { get; init; }

    /// <summary>Why, for people.</summary>
    public required string Reason { get; init; }
}

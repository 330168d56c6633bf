using IntentEngine.Workflows.Gates;

namespace IntentEngine.Workflows.Saga;

/// <summary>The workflow exists, newly or since an earlier try of the same request.</summary>
public sealed record WorkflowAccepted(Guid WorkflowId, string Status, DateTimeOffset CreatedAt);

/// <summary>A gate refuses (423).</summary>
public sealed record GateRefused(GateRefusal Refusal, string WorkflowStatus, int CurrentStep);

/// <summary>The workflow is not where this makes sense (409).</summary>
public sealed record WrongState(string WorkflowStatus, int CurrentStep, string Detail);

/// <summary>Where a requested step stands.</summary>
/// <param name="StepId">Id of its row.</param>
/// <param name="Status"><c>running</c>, <c>completed</c> or <c>blocked</c>.</param>
/// <param name="BlockedReason">Why it is blocked.</param>
public sealed record StepState(Guid StepId, int Step, string Status, string? BlockedReason);

/// <summary>The approval holds.</summary>
public sealed record ApprovalAccepted(Guid WorkflowId, string Status, int ApprovedCount);

/// <summary>The workflow went back.</summary>
public sealed record RejectionAccepted(Guid WorkflowId, string Status, string Reason);

/// <summary>The workflow is cancelled.</summary>
public sealed record CancellationAccepted(Guid WorkflowId, string Status);

namespace IntentEngine.Workflows.Audit;

/// <summary>Actions of the audit log, named as in seed 004 §2.1 and §4.2; the last ones are ours.</summary>
public static class AuditActions
{
    public const string WorkflowCreated = "workflow_created";
    public const string StepStarted = "step_started";
    public const string StepCompleted = "step_completed";
    public const string StepFailed = "step_failed";
    public const string StepRetry = "step_retry";
    public const string ApprovalRequested = "approval_requested";
    public const string ApprovalGranted = "approval_granted";
    public const string ApprovalRejected = "approval_rejected";
    public const string WorkflowCompleted = "workflow_completed";
    public const string WorkflowFailed = "workflow_failed";
    public const string WorkflowRolledBack = "workflow_rolled_back";

    public const string StepRepair = "step_repair";
    public const string StepBlocked = "step_blocked";
    public const string StepDelegated = "step_delegated";
    public const string WorkSettled = "work_settled";
    public const string ApprovalExpired = "approval_expired";
    public const string WorkflowCancelled = "workflow_cancelled";
    public const string GateBlocked = "gate_blocked";
    public const string RequestRefused = "request_refused";
}

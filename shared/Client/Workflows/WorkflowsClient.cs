using IntentEngine.Client.Requests;

namespace IntentEngine.Client.Workflows;

/// <summary><c>/api/intent-workflows</c>. Every POST takes a key that makes repeating it harmless; without one a new key is used for the retries of that call.</summary>
public sealed class WorkflowsClient
{
    private const string Root = "api/intent-workflows";

    private readonly RequestSender sender;

    internal WorkflowsClient(RequestSender sender) => this.sender = sender;

    /// <summary>Starts a content workflow; its steps run by themselves as far as their gates allow.</summary>
    public Task<StartedWorkflow> CreateAsync(NewWorkflow workflow, string? idempotencyKey = null, CancellationToken cancel = default) =>
        sender.PostAsync<StartedWorkflow>(Root, workflow, idempotencyKey, cancel);

    /// <summary>One workflow; those that write articles included.</summary>
    public Task<Workflow> GetAsync(Guid id, CancellationToken cancel = default) => sender.GetAsync<Workflow>($"{Root}/{id}", cancel);

    /// <summary>Content workflows of the organization, newest first.</summary>
    /// <param name="status">Only those at this status. Null: all.</param>
    /// <param name="createdBy">Only those of this subject. Null: all.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="offset">How many to skip.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Page<WorkflowSummary>> ListAsync(string? status = null, string? createdBy = null, int limit = 50, int offset = 0, CancellationToken cancel = default) =>
        sender.GetPageAsync<WorkflowSummary>(Query.Of(Root, ("status", status), ("created_by", createdBy), ("limit", limit), ("offset", offset)), "workflows", cancel);

    /// <summary>Triggers a step by hand.</summary>
    /// <param name="id">The workflow.</param>
    /// <param name="step">0 to 9.</param>
    /// <param name="input">Input for this attempt; its shape depends on the step. Null: none.</param>
    /// <param name="forceRetry">Brings a failed workflow back to the step that failed.</param>
    /// <param name="idempotencyKey">See the class.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ProblemException">423: a gate is closed, see <see cref="ProblemException.Gate"/>. 409: out of order.</exception>
    public Task<StepRun> ExecuteStepAsync(Guid id, int step, object? input = null, bool forceRetry = false, string? idempotencyKey = null, CancellationToken cancel = default) =>
        sender.PostAsync<StepRun>($"{Root}/{id}/execute-step/{step}", new { InputData = input, ForceRetry = forceRetry }, idempotencyKey, cancel);

    /// <summary>Opens a gate for the items named.</summary>
    /// <exception cref="ProblemException">409: nothing waits for this decision. 400: an item was not shown. 403: the token may not decide.</exception>
    public Task<ApprovalResult> ApproveAsync(Guid id, Approval approval, string? idempotencyKey = null, CancellationToken cancel = default) =>
        sender.PostAsync<ApprovalResult>($"{Root}/{id}/approve", approval, idempotencyKey, cancel);

    /// <summary>Sends the workflow back; outputs from <paramref name="revisionStep"/> on are superseded and run again.</summary>
    /// <param name="id">The workflow.</param>
    /// <param name="reason">Why; 1 to 2000 characters.</param>
    /// <param name="revisionStep">The step to start again from, 1 to 7.</param>
    /// <param name="idempotencyKey">See the class.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<RejectionResult> RejectAsync(Guid id, string reason, int revisionStep, string? idempotencyKey = null, CancellationToken cancel = default) =>
        sender.PostAsync<RejectionResult>($"{Root}/{id}/reject", new { Reason = reason, RevisionStep = revisionStep }, idempotencyKey, cancel);

    /// <summary>Stops the workflow for good, and the work it handed out.</summary>
    public Task<CancellationResult> CancelAsync(Guid id, string? reason = null, string? idempotencyKey = null, CancellationToken cancel = default) =>
        sender.PostAsync<CancellationResult>($"{Root}/{id}/cancel", new { Reason = reason }, idempotencyKey, cancel);

    /// <summary>Audit trail of one workflow, oldest first.</summary>
    public Task<Page<AuditEntry>> AuditAsync(Guid id, int limit = 200, int offset = 0, CancellationToken cancel = default) =>
        sender.GetPageAsync<AuditEntry>(Query.Of($"{Root}/{id}/audit", ("limit", limit), ("offset", offset)), "entries", cancel);
}

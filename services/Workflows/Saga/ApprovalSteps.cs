using IntentEngine.Messaging.Sagas;
using IntentEngine.Workflows.Audit;
using MassTransit;

namespace IntentEngine.Workflows.Saga;

/// <summary>The verbs of <see cref="WorkflowStateMachine"/> about decisions of people; see <see cref="WorkflowSteps"/>.</summary>
internal static class ApprovalSteps
{
    public static EventActivityBinder<WorkflowState, T> RequestApproval<T>(this EventActivityBinder<WorkflowState, T> binder, WorkflowStateMachine machine) where T : class => binder.Then(c =>
    {
        var (w, unit) = (c.Saga, c.Unit());
        var definition = machine.DefinitionOf(w);
        var step = definition.Steps[w.Step];
        var approval = step.Approval!;
        var state = w.Data.Approvals.TryGetValue(approval.Type, out var known) ? known : w.Data.Approvals[approval.Type] = new ApprovalState();
        state.Round++;
        state.Approved = false;
        state.Decision = null;
        if (step.Handler is null)
        {
            // The decision is the step: it is under way until somebody decides.
            w.Data.Run = Guid.NewGuid();
            w.Data.RunStartedAt = unit.Now;
            w.Change.Steps.Add(w.Row(definition, "running") with { Run = w.Data.Run, StartedAt = unit.Now });
            w.RecordExecution(definition, "running", unit.Now, unit.Now);
        }

        var expires = unit.Now + approval.Wait;
        w.Data.ApprovalTimer = unit.Send(Contracts.Workflows.ExpireApproval.Queue, new Contracts.Workflows.ExpireApproval
        {
            OrganizationId = w.OrganizationId,
            WorkflowId = w.CorrelationId,
            ApprovalType = approval.Type,
            Round = state.Round,
        }, expires);
        w.Deadline = expires + WorkflowTransitions.StuckAfter;
        w.Audit(AuditActions.ApprovalRequested, Actor.System, new { step_number = w.Step, approval_type = approval.Type, round = state.Round, expires_at = expires });
    });

    public static EventActivityBinder<WorkflowState, ApprovalGiven> Approve(this EventActivityBinder<WorkflowState, ApprovalGiven> binder, WorkflowStateMachine machine) => binder.Then(c =>
    {
        var (w, m, unit) = (c.Saga, c.Message, c.Unit());
        var definition = machine.DefinitionOf(w);
        var state = w.Data.Approvals[m.ApprovalType];
        state.Approved = true;
        state.Decision = ApprovalRows.Fingerprint(m);
        state.ApprovedCount = m.Approved.Count;
        w.StopApprovalTimer(unit);
        w.Unblock();
        ApprovalRows.Insert(unit, w, m.ApprovalType, state.Round, "approved", m.Actor, m.Approved, m.Rejected, m.Feedback);
        w.Audit(AuditActions.ApprovalGranted, m.Actor, new { step_number = w.Step, approval_type = m.ApprovalType, round = state.Round, approved = m.Approved.Count, rejected = m.Rejected.Count });
        w.RecordDecision(definition, m.ApprovalType, "allow", m.Actor, m.Approved.Count, m.Rejected.Count, unit.Now);
        if (definition.Steps[w.Step].Handler is null)
            w.Complete(unit, definition, ApprovalRows.Output(m), 0, startedAt: null);
        unit.Reply = new ApprovalAccepted(w.CorrelationId, definition.StatusAfter(w.Step), m.Approved.Count);
    });

    public static EventActivityBinder<WorkflowState, ApprovalGiven> AnswerUnawaitedApproval(this EventActivityBinder<WorkflowState, ApprovalGiven> binder, WorkflowStateMachine machine) => binder.Then(c =>
    {
        var (w, m, definition) = (c.Saga, c.Message, machine.DefinitionOf(c.Saga));
        // The same decision once more gets the same answer, wherever the workflow is by now.
        if (definition.StepAsking(m.ApprovalType) is { } asking && w.Data.Approvals.TryGetValue(m.ApprovalType, out var state) && state.Approved && state.Decision == ApprovalRows.Fingerprint(m))
            c.AnswerOnly(new ApprovalAccepted(w.CorrelationId, definition.StatusAfter(asking.Number), state.ApprovedCount));
        else
            c.Refuse(m.Actor, "approve", ApprovalRows.WhyNotAwaited(definition, w, m));
    });

    public static EventActivityBinder<WorkflowState, ApprovalExpired> ExpireApproval(this EventActivityBinder<WorkflowState, ApprovalExpired> binder, WorkflowStateMachine machine) => binder.Then(c =>
    {
        var (w, m) = (c.Saga, c.Message);
        w.Deadline = null;
        w.Data.ApprovalTimer = null;
        w.Data.IsApprovalExpired = true;
        w.Data.BlockedReason = $"Nobody decided on '{m.ApprovalType}' in time.";
        w.Data.RequiredAction = "Approve or reject it; a late decision is still taken.";
        // A step that has done its work stays completed, and its output readable, for the decision that comes late.
        if (!w.Data.Completed.Contains(w.Step)) w.Change.Steps.Add(w.Row(machine.DefinitionOf(w), "blocked") with { BlockedReason = w.Data.BlockedReason });
        w.Audit(AuditActions.ApprovalExpired, Actor.System, new { step_number = w.Step, approval_type = m.ApprovalType, round = m.Round });
    });

    public static EventActivityBinder<WorkflowState, SendBackRequested> SendBack(this EventActivityBinder<WorkflowState, SendBackRequested> binder, WorkflowStateMachine machine) => binder.Then(c =>
    {
        var (w, m, unit) = (c.Saga, c.Message, c.Unit());
        var definition = machine.DefinitionOf(w);
        // Only a round somebody was asked about is decided by this; a step that failed or is blocked had none, or an old one.
        if (StepRules.AwaitsDecision(w))
        {
            var asked = definition.Steps[w.Step].Approval!.Type;
            ApprovalRows.Insert(unit, w, asked, w.Data.Approvals[asked].Round, "rejected", m.Actor, [], [], m.Reason);
            w.RecordDecision(definition, asked, "deny", m.Actor, 0, 0, unit.Now);
        }

        w.StopApprovalTimer(unit);
        w.Unblock();
        w.Revive(unit);
        w.RecordExecution(definition, "cancelled", unit.Now, errorType: "sent_back", error: m.Reason);
        w.Audit(AuditActions.ApprovalRejected, m.Actor, new { step_number = w.Step, reason = m.Reason, revision_step = m.RevisionStep });
        w.Audit(AuditActions.WorkflowRolledBack, m.Actor, new { from_step = w.Step, to_step = m.RevisionStep });
        SendBackRows.Supersede(unit, w, definition, m.RevisionStep);
        w.Data.RetryOf = null;
        w.MoveTo(m.RevisionStep, definition);
        unit.Reply = new RejectionAccepted(w.CorrelationId, w.Status, m.Reason);
    });

    public static EventActivityBinder<WorkflowState, SendBackRequested> RefuseSendBack(this EventActivityBinder<WorkflowState, SendBackRequested> binder, WorkflowStateMachine machine) => binder.Then(c =>
        c.Refuse(c.Message.Actor, "reject", StepRules.WhyNoSendBack(machine.DefinitionOf(c.Saga), c.Saga, c.Message.RevisionStep) ?? "The workflow has moved on."));
}

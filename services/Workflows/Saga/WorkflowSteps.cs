using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Workflows;
using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Sagas;
using IntentEngine.Workflows.Audit;
using IntentEngine.Workflows.Definitions;
using MassTransit;

namespace IntentEngine.Workflows.Saga;

/// <summary>The verbs of <see cref="WorkflowStateMachine"/>: what each does to the row, the audit log, Lineage and the outbox, all in the event's one transaction.</summary>
internal static class WorkflowSteps
{
    public static EventActivityBinder<WorkflowState, WorkflowSubmitted> Accept(this EventActivityBinder<WorkflowState, WorkflowSubmitted> binder, WorkflowStateMachine machine) => binder.Then(c =>
    {
        var (w, m) = (c.Saga, c.Message);
        w.OrganizationId = m.OrganizationId;
        w.Name = m.Name;
        w.Definition = m.Definition;
        w.DefinitionVersion = m.DefinitionVersion;
        w.CreatedBy = m.Actor.Subject;
        w.CreatedAt = c.Unit().Now;
        w.Correlation = m.Correlation ?? w.CorrelationId.ToString();
        w.ParentWorkflowId = m.ParentWorkflowId;
        w.Data.Input = m.Input;
        w.Data.ParentExecution = m.ParentExecution;
        w.Data.ParentArtifact = m.ParentArtifact;
        w.Data.IntentId = m.IntentId;
        w.Status = machine.DefinitionOf(w).Steps[0].Name;
        w.Audit(AuditActions.WorkflowCreated, m.Actor, new { m.Name, m.Definition, m.DefinitionVersion });
        w.RecordWorkflow("running", c.Unit().Now);
        c.Unit().Reply = new WorkflowAccepted(w.CorrelationId, w.Status, w.CreatedAt);
    });

    public static EventActivityBinder<WorkflowState, WorkflowSubmitted> ReplyAccepted(this EventActivityBinder<WorkflowState, WorkflowSubmitted> binder) => binder.Then(c =>
        c.AnswerOnly(new WorkflowAccepted(c.Saga.CorrelationId, c.Saga.Status, c.Saga.CreatedAt)));

    /// <summary>Begins the step the workflow is at: its handler runs, or a person is asked.</summary>
    public static EventActivityBinder<WorkflowState, T> EnterStep<T>(this EventActivityBinder<WorkflowState, T> binder, WorkflowStateMachine machine) where T : class => binder
        .IfElse(c => machine.DefinitionOf(c.Saga).Steps[c.Saga.Step].Handler is not null,
            run => run.StartAttempt(machine).TransitionTo(machine.Running),
            ask => ask.RequestApproval(machine).TransitionTo(machine.AwaitingApproval));

    /// <summary>The step's work is done: a person is asked when the step wants that, else it is passed.</summary>
    public static EventActivityBinder<WorkflowState, T> LeaveStep<T>(this EventActivityBinder<WorkflowState, T> binder, WorkflowStateMachine machine) where T : class => binder
        .IfElse(c => machine.DefinitionOf(c.Saga).Steps[c.Saga.Step].Approval is not null,
            ask => ask.RequestApproval(machine).TransitionTo(machine.AwaitingApproval),
            pass => pass.PassStep(machine));

    /// <summary>On to the next step, or to the end.</summary>
    public static EventActivityBinder<WorkflowState, T> PassStep<T>(this EventActivityBinder<WorkflowState, T> binder, WorkflowStateMachine machine) where T : class => binder
        .IfElse(c => c.Saga.Step < machine.DefinitionOf(c.Saga).LastStep,
            next => next.Then(c => c.Saga.MoveTo(c.Saga.Step + 1, machine.DefinitionOf(c.Saga))).EnterStep(machine),
            end => end.CompleteWorkflow().TransitionTo(machine.Completed));

    public static EventActivityBinder<WorkflowState, T> StartAttempt<T>(this EventActivityBinder<WorkflowState, T> binder, WorkflowStateMachine machine) where T : class => binder.Then(c =>
        c.Saga.Start(c.Unit(), machine.DefinitionOf(c.Saga), due: null));

    public static EventActivityBinder<WorkflowState, StepSucceeded> KeepOutput(this EventActivityBinder<WorkflowState, StepSucceeded> binder, WorkflowStateMachine machine) => binder.Then(c =>
        c.Saga.Complete(c.Unit(), machine.DefinitionOf(c.Saga), c.Message.Output, c.Message.CostUsd, c.Message.StartedAt));

    public static EventActivityBinder<WorkflowState, StepBlocked> Block(this EventActivityBinder<WorkflowState, StepBlocked> binder, WorkflowStateMachine machine) => binder.Then(c =>
    {
        var (w, m) = (c.Saga, c.Message);
        // What is missing may have been given while this attempt found it missing; somebody looks again.
        w.Deadline = c.Unit().Now + WorkflowTransitions.StuckAfter;
        w.Data.BlockedReason = m.Reason;
        w.Data.RequiredAction = m.RequiredAction;
        w.Change.Steps.Add(w.Row(machine.DefinitionOf(w), "blocked") with { BlockedReason = m.Reason });
        w.Audit(AuditActions.StepBlocked, Actor.System, new { step_number = w.Step, reason = m.Reason });
        w.RecordExecution(machine.DefinitionOf(w), "failed", c.Unit().Now, errorType: "missing_input", error: m.Reason);
        w.RepeatLater();
    });

    public static EventActivityBinder<WorkflowState, StepFailed> ScheduleRetry(this EventActivityBinder<WorkflowState, StepFailed> binder, WorkflowStateMachine machine) => binder.Then(c =>
    {
        var (w, m, definition) = (c.Saga, c.Message, machine.DefinitionOf(c.Saga));
        var retry = w.Data.Retries + 1;
        var delay = definition.Steps[w.Step].Retry.DelayBefore(retry, m.RetryAfter);
        w.RecordExecution(definition, "failed", c.Unit().Now, m.StartedAt, m.ErrorType, m.Message, m.CostUsd);
        w.Data.CostUsd += m.CostUsd;
        w.Audit(AuditActions.StepRetry, Actor.System, new { step_number = w.Step, attempt_number = w.Data.Attempt, error_type = m.ErrorType, error = m.Message, delay_ms = (long)delay.TotalMilliseconds });
        w.Data.Retries = retry;
        w.RepeatLater();
        w.Data.Attempt++;
        w.Start(c.Unit(), definition, c.Unit().Now + delay, m.ErrorType, m.Message, m.CostUsd);
    });

    public static EventActivityBinder<WorkflowState, StepFailed> FailWorkflow(this EventActivityBinder<WorkflowState, StepFailed> binder, WorkflowStateMachine machine) => binder.Then(c =>
    {
        var m = c.Message;
        c.Saga.Fail(c.Unit(), machine.DefinitionOf(c.Saga), m.ErrorType, m.Message, m.CostUsd, m.StartedAt);
    });

    public static EventActivityBinder<WorkflowState, StepDelegated> HandOutWork(this EventActivityBinder<WorkflowState, StepDelegated> binder, WorkflowStateMachine machine) => binder.Then(c =>
    {
        var (w, m, unit) = (c.Saga, c.Message, c.Unit());
        var definition = machine.DefinitionOf(w);
        w.Data.Outstanding = w.Data.OutstandingTotal = m.Work.Count;
        w.Data.OutstandingFailed = 0;
        w.Deadline = unit.Now + WorkflowTransitions.StuckAfter;
        w.Change.Steps.Add(w.Row(definition, "running") with { Output = m.Output, StartedAt = m.StartedAt });
        w.Audit(AuditActions.StepDelegated, Actor.System, new { step_number = w.Step, intents = m.Work.Count });
        foreach (var piece in m.Work) DelegatedRows.HandOut(unit, w, piece);
    });

    public static EventActivityBinder<WorkflowState, WorkSettled> SettleWork(this EventActivityBinder<WorkflowState, WorkSettled> binder, WorkflowStateMachine machine) => binder.Then(c =>
    {
        var (w, m) = (c.Saga, c.Message);
        DelegatedRows.Consume(c.Unit(), w, m.Token);
        w.Data.Outstanding--;
        if (!m.Done) w.Data.OutstandingFailed++;
        w.Deadline = c.Unit().Now + WorkflowTransitions.StuckAfter;
        w.Audit(AuditActions.WorkSettled, Actor.System, new { step_number = w.Step, done = m.Done, reason = m.Reason, outstanding = w.Data.Outstanding });
    });

    public static EventActivityBinder<WorkflowState, WorkSettled> CompleteDelegatedStep(this EventActivityBinder<WorkflowState, WorkSettled> binder, WorkflowStateMachine machine) => binder.Then(c =>
        c.Saga.Complete(c.Unit(), machine.DefinitionOf(c.Saga), output: null, 0, startedAt: null));

    public static EventActivityBinder<WorkflowState, WorkSettled> FailDelegatedStep(this EventActivityBinder<WorkflowState, WorkSettled> binder, WorkflowStateMachine machine) => binder.Then(c =>
        c.Saga.Fail(c.Unit(), machine.DefinitionOf(c.Saga), "delegated_work_failed", $"All {c.Saga.Data.OutstandingTotal} pieces of delegated work failed; the last one: {c.Message.Reason}", 0, startedAt: null));

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

    public static EventActivityBinder<WorkflowState, StepRequested> StartRequested(this EventActivityBinder<WorkflowState, StepRequested> binder, WorkflowStateMachine machine) => binder.Then(c =>
    {
        var (w, m) = (c.Saga, c.Message);
        if (m.ForceRetry) w.Data.Retries = 0;
        w.Data.RetryOf ??= w.Data.Run == Guid.Empty ? null : w.Data.Run;
        w.Data.RetryKind = null;
        w.Data.Attempt++;
        w.Data.ManualInput = m.Input?.GetRawText();
        w.Unblock();
        w.Revive(c.Unit());
        w.Status = machine.DefinitionOf(w).Steps[w.Step].Name;
        w.Start(c.Unit(), machine.DefinitionOf(w), due: null, actor: m.Actor);
        c.Unit().Reply = new StepState(w.StepId(w.Step), w.Step, "running", null);
    });

    /// <summary>Tries the step again that failed, as a person asked through Lineage, with its retries restored.</summary>
    public static EventActivityBinder<WorkflowState, RepairRequested> StartRepair(this EventActivityBinder<WorkflowState, RepairRequested> binder, WorkflowStateMachine machine) => binder.Then(c =>
    {
        var (w, m, definition) = (c.Saga, c.Message, machine.DefinitionOf(c.Saga));
        w.Audit(AuditActions.StepRepair, m.Actor, new { step_number = w.Step, kind = m.Kind, failed_execution_id = w.Data.Run, repair_id = m.RepairId, reason = m.Reason });
        w.RepeatLater();
        w.Data.RetryKind = m.Kind == "retry" ? null : m.Kind;
        w.Data.Retries = 0;
        w.Data.Attempt++;
        w.Data.ManualInput = m.Input?.GetRawText() ?? w.Data.ManualInput;
        w.Unblock();
        w.Revive(c.Unit());
        w.Status = definition.Steps[w.Step].Name;
        w.Start(c.Unit(), definition, due: null, actor: m.Actor);
        Repairs.Answer(c.Unit(), m, started: w.Data.Run, refusal: null);
    });

    /// <summary>The failure is past, or a gate objects: audited, told to Lineage, and nothing else.</summary>
    public static EventActivityBinder<WorkflowState, RepairRequested> RefuseRepair(this EventActivityBinder<WorkflowState, RepairRequested> binder, WorkflowStateMachine machine) => binder.Then(c =>
    {
        var detail = StepRules.WhyNoRepair(machine.DefinitionOf(c.Saga), c.Saga, c.Message) ?? "The workflow has moved on.";
        c.Refuse(c.Message.Actor, "repair", detail);
        Repairs.Answer(c.Unit(), c.Message, started: null, detail);
    });

    public static EventActivityBinder<WorkflowState, StepRequested> AnswerStepRequest(this EventActivityBinder<WorkflowState, StepRequested> binder, WorkflowStateMachine machine) => binder.Then(c =>
    {
        var (w, m) = (c.Saga, c.Message);
        switch (StepRules.JudgeRequest(machine.DefinitionOf(w), w, m))
        {
            case StepRequestVerdict.Refused refused:
                w.Audit(AuditActions.GateBlocked, m.Actor, new { gate = refused.Refusal.Gate.Id, wanted_step = m.Step, current_step = w.Step });
                c.AnswerOnly(new GateRefused(refused.Refusal, w.Status, w.Step));
                break;
            case StepRequestVerdict.Conflict conflict:
                c.Refuse(m.Actor, "execute_step", conflict.Detail);
                break;
            case StepRequestVerdict.Stands stands:
                c.AnswerOnly(new StepState(w.StepId(m.Step), m.Step, stands.Status, stands.BlockedReason));
                break;
        }
    });

    public static EventActivityBinder<WorkflowState, CancellationRequested> Cancel(this EventActivityBinder<WorkflowState, CancellationRequested> binder, WorkflowStateMachine machine) => binder.ThenAsync(async c =>
    {
        var (w, m, unit) = (c.Saga, c.Message, c.Unit());
        w.StopApprovalTimer(unit);
        w.Unblock();
        if (w.Data.Outstanding > 0) DelegatedRows.Withdraw(unit, w, await m.OutstandingIntents(), m.Reason);
        // What a step has done or why it failed stays on record.
        if (!w.Data.Completed.Contains(w.Step) && w.CurrentState != nameof(WorkflowStateMachine.Failed))
        {
            w.Change.Steps.Add(w.Row(machine.DefinitionOf(w), "cancelled"));
            w.RecordExecution(machine.DefinitionOf(w), "cancelled", unit.Now, errorType: "cancelled", error: m.Reason);
        }

        w.Audit(AuditActions.WorkflowCancelled, m.Actor, new { step_number = w.Step, previous_status = w.Status, reason = m.Reason });
        w.End(unit, "cancelled", m.Reason);
        unit.Reply = new CancellationAccepted(w.CorrelationId, w.Status);
    });

    public static EventActivityBinder<WorkflowState, CancellationRequested> AnswerCancellation(this EventActivityBinder<WorkflowState, CancellationRequested> binder) => binder.Then(c =>
    {
        if (c.Saga.Status == "cancelled") c.AnswerOnly(new CancellationAccepted(c.Saga.CorrelationId, c.Saga.Status));
        else c.Refuse(c.Message.Actor, "cancel", "The workflow is completed; there is nothing left to cancel.");
    });

    private static EventActivityBinder<WorkflowState, T> CompleteWorkflow<T>(this EventActivityBinder<WorkflowState, T> binder) where T : class => binder.Then(c =>
    {
        c.Saga.Audit(AuditActions.WorkflowCompleted, Actor.System, new { step_number = c.Saga.Step, cost_usd = c.Saga.Data.CostUsd });
        c.Saga.End(c.Unit(), "completed", null);
    });

    /// <summary>Answers without touching the workflow.</summary>
    private static void AnswerOnly<T>(this BehaviorContext<WorkflowState, T> context, object reply) where T : class
    {
        context.Unit().LeaveSagaUnchanged();
        context.Unit().Reply = reply;
    }

    private static void Refuse<T>(this BehaviorContext<WorkflowState, T> context, Actor actor, string request, string detail) where T : class
    {
        var w = context.Saga;
        w.Audit(AuditActions.RequestRefused, actor, new { request, detail, current_step = w.Step });
        context.AnswerOnly(new WrongState(w.Status, w.Step, detail));
    }
}

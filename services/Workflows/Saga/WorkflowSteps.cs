using IntentEngine.Messaging.Sagas;
using IntentEngine.Workflows.Audit;
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
}

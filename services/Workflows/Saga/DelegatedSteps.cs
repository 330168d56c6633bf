using IntentEngine.Messaging.Sagas;
using IntentEngine.Workflows.Audit;
using MassTransit;

namespace IntentEngine.Workflows.Saga;

/// <summary>The verbs of <see cref="WorkflowStateMachine"/> about steps whose work is done by intents; see <see cref="WorkflowSteps"/>.</summary>
internal static class DelegatedSteps
{
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
}

using IntentEngine.Messaging.Sagas;
using IntentEngine.Workflows.Audit;
using MassTransit;

namespace IntentEngine.Workflows.Saga;

/// <summary>The verbs of <see cref="WorkflowStateMachine"/> about steps that somebody asks for; see <see cref="WorkflowSteps"/>.</summary>
internal static class RequestedSteps
{
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
}

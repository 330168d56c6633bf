using IntentEngine.Workflows.Saga;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Runs;

/// <summary>What a run needs to know of its workflow, copied while the saga held still.</summary>
internal sealed record StepTicket(Guid OrganizationId, Guid WorkflowId, string Definition, int DefinitionVersion, int Step, int Round, int Attempt, Guid Run, WorkflowInput Input, string? ManualInput)
{
    /// <summary>The ticket of the current run. Null: <paramref name="run"/> is not what the workflow waits for.</summary>
    public static StepTicket? For(WorkflowState w, Guid run) =>
        w.Data.Run == run && w.CurrentState is nameof(WorkflowStateMachine.Running) or nameof(WorkflowStateMachine.Retrying)
            ? new StepTicket(w.OrganizationId, w.CorrelationId, w.Definition, w.DefinitionVersion, w.Step, w.Data.RoundOf(w.Step), w.Data.Attempt, run, w.Data.Input, w.Data.ManualInput)
            : null;
}

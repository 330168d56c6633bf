using IntentEngine.Messaging.Database;
using IntentEngine.Workflows.Definitions;

namespace IntentEngine.Workflows.Saga;

/// <summary>What a send-back leaves behind: outputs from the revised step on are kept but no longer current, and their approvals are void.</summary>
internal static class SendBackRows
{
    private const string SupersedeSteps = """
        update intent_workflow_steps set superseded_at = $4
        where organization_id = $1 and workflow_id = $2 and step_number >= $3 and superseded_at is null
        """;

    public static void Supersede(UnitOfWork unit, WorkflowState w, WorkflowDefinition definition, int fromStep)
    {
        unit.Add(SupersedeSteps, Parameter.Uuid(w.OrganizationId), Parameter.Uuid(w.CorrelationId), Parameter.Whole(fromStep), Parameter.Time(unit.Now));
        // Only steps that had begun get a new round; the others have nothing to replace.
        for (var step = fromStep; step <= w.Step; step++) w.Data.Rounds[step] = w.Data.RoundOf(step) + 1;
        w.Data.Completed.RemoveWhere(step => step >= fromStep);
        foreach (var step in definition.Steps.Where(s => s.Number >= fromStep))
        {
            if (step.Approval is null || !w.Data.Approvals.TryGetValue(step.Approval.Type, out var state)) continue;
            state.Approved = false;
            state.Decision = null;
        }
    }
}

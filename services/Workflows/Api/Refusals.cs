using IntentEngine.Hosting.Failures;
using IntentEngine.Workflows.Saga;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Workflows.Api;

/// <summary>The state machine's refusals as problem details.</summary>
internal static class Refusals
{
    /// <summary>404, the same for another organization's workflow.</summary>
    public static ProblemHttpResult UnknownWorkflow(Guid id) => Problems.NotFound($"There is no workflow '{id}' in this organization.");

    /// <summary>423 with the seed's body.</summary>
    public static ProblemHttpResult Of(GateRefused refused, WorkflowMetrics metrics)
    {
        var gate = refused.Refusal.Gate;
        metrics.GateRefused(gate.Id);
        return Problems.Locked(gate.Message, new Dictionary<string, object?>
        {
            ["error"] = gate.Message,
            ["workflow_status"] = refused.WorkflowStatus,
            ["required_action"] = gate.RequiredAction,
            ["current_step"] = refused.CurrentStep,
            ["blocked_at"] = refused.Refusal.Step,
            ["gate"] = gate.Id,
        });
    }

    /// <summary>409 with where the workflow is.</summary>
    public static ProblemHttpResult Of(WrongState wrong) => Problems.Conflict(wrong.Detail, new Dictionary<string, object?>
    {
        ["workflow_status"] = wrong.WorkflowStatus,
        ["current_step"] = wrong.CurrentStep,
    });
}

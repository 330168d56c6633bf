using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.Gates;

namespace IntentEngine.Workflows.Saga;

/// <summary>Decisions of the state machine that are more than a comparison. Pure.</summary>
public static class StepRules
{
    /// <summary>Whether exactly this approval, on exactly this round of the step's output, is what the workflow waits for.</summary>
    public static bool IsAwaited(WorkflowDefinition definition, WorkflowState workflow, string approvalType, int stepRound) =>
        definition.Steps[workflow.Step].Approval is { } approval
        && approval.Type == approvalType
        && AwaitsDecision(workflow)
        && stepRound == workflow.Data.RoundOf(approval.ItemsFrom);

    /// <summary>Whether a person was asked and has not decided, in time or not.</summary>
    public static bool AwaitsDecision(WorkflowState workflow) =>
        workflow.CurrentState == nameof(WorkflowStateMachine.AwaitingApproval) || workflow.Data.IsApprovalExpired;

    /// <summary>What a manual trigger of a step gets: gates first, then order, then where the step stands (seed 004 §3.1, §3.2).</summary>
    public static StepRequestVerdict JudgeRequest(WorkflowDefinition definition, WorkflowState workflow, StepRequested request)
    {
        var step = request.Step;
        if (GateRules.Judge(definition, step, workflow.Data.Completed, workflow.GivenApprovals()) is { } refusal) return new StepRequestVerdict.Refused(refusal);
        if (workflow.CurrentState == nameof(WorkflowStateMachine.Cancelled)) return new StepRequestVerdict.Conflict("The workflow was cancelled; create a new one.");
        if (workflow.Data.Completed.Contains(step))
            return request.ForceRetry
                ? new StepRequestVerdict.Conflict($"Step {step} is completed; send the workflow back to it with reject and revision_step {step}.")
                : new StepRequestVerdict.Stands("completed");
        if (step > workflow.Step) return new StepRequestVerdict.Conflict($"Step {step} is out of order: step {step - 1} must be completed first, and the workflow is at step {workflow.Step}.");
        return workflow.CurrentState switch
        {
            nameof(WorkflowStateMachine.Retrying) => new StepRequestVerdict.Start(),
            nameof(WorkflowStateMachine.Blocked) when !workflow.Data.IsApprovalExpired => new StepRequestVerdict.Start(),
            nameof(WorkflowStateMachine.Failed) => request.ForceRetry
                ? new StepRequestVerdict.Start()
                : new StepRequestVerdict.Conflict($"Step {step} failed and its retries are used up; send force_retry: true to try it again."),
            nameof(WorkflowStateMachine.AwaitingApproval) or nameof(WorkflowStateMachine.Blocked) =>
                new StepRequestVerdict.Stands("blocked", $"Waiting for the approval '{definition.Steps[workflow.Step].Approval!.Type}'."),
            _ => new StepRequestVerdict.Stands("running"),
        };
    }

    /// <summary>Why a failure cannot be repaired. Null: it can. Only what the workflow stands still for is repaired: the last attempt at its step, or, named by its own id, the workflow.</summary>
    public static string? WhyNoRepair(WorkflowDefinition definition, WorkflowState workflow, RepairRequested request)
    {
        var stands = workflow.CurrentState == nameof(WorkflowStateMachine.Failed) || (workflow.CurrentState == nameof(WorkflowStateMachine.Blocked) && !workflow.Data.IsApprovalExpired);
        if (!stands) return $"Execution '{request.ExecutionId}' is past: the workflow is at '{workflow.Status}' ({workflow.Phase()}).";
        if (!Guid.TryParse(request.ExecutionId, out var execution) || (execution != workflow.Data.Run && execution != workflow.CorrelationId))
            return $"Execution '{request.ExecutionId}' is not what the workflow stands still for; that is '{workflow.Data.Run}', the last attempt at step {workflow.Step}.";
        if (request.Kind is not ("retry" or "repair")) return $"Expected kind retry or repair; came '{request.Kind}'.";
        return GateRules.Judge(definition, workflow.Step, workflow.Data.Completed, workflow.GivenApprovals())?.Gate.Message;
    }

    /// <summary>Why the workflow cannot be sent back to <paramref name="revisionStep"/>. Null: it can.</summary>
    public static string? WhyNoSendBack(WorkflowDefinition definition, WorkflowState workflow, int revisionStep)
    {
        if (workflow.CurrentState is not (nameof(WorkflowStateMachine.AwaitingApproval) or nameof(WorkflowStateMachine.Blocked) or nameof(WorkflowStateMachine.Failed)))
            return $"A workflow is sent back while it waits for a decision, is blocked or has failed; this one is at '{workflow.Status}' ({workflow.Phase()}).";
        if (revisionStep < 1 || revisionStep > workflow.Step) return $"revision_step must be between 1 and {workflow.Step}, the step the workflow is at; it is {revisionStep}.";
        return definition.Steps[revisionStep].Handler is null ? $"Step {revisionStep} is a decision, not work; choose the step whose output should change." : null;
    }
}

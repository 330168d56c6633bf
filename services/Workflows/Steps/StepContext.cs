using System.Text.Json;
using IntentEngine.Contracts;

namespace IntentEngine.Workflows.Steps;

/// <summary>What a step may know while it runs.</summary>
public abstract class StepContext
{
    /// <summary>The organization the workflow belongs to.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The workflow.</summary>
    public required Guid WorkflowId { get; init; }

    /// <summary>Number of the step within its definition.</summary>
    public required int Step { get; init; }

    /// <summary>Attempt, from 1; a retry adds one.</summary>
    public required int Attempt { get; init; }

    /// <summary>The same for every run of one attempt: (workflow, step, round, attempt). Effects outside are keyed by it.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>What the workflow was created with, or what <c>execute-step</c> sent as <c>input_data</c> for this step; which wins is the handler's choice.</summary>
    public required WorkflowInput Input { get; init; }

    /// <summary><c>input_data</c> of a manual trigger of this step. Null: started by itself.</summary>
    public JsonElement? ManualInput { get; init; }

    /// <summary>The current output of an earlier step.</summary>
    /// <exception cref="StepException">The step has no current output.</exception>
    public async Task<T> Output<T>(int step, CancellationToken cancel)
    {
        var output = await LoadOutput(step, cancel)
            ?? throw new StepException("missing_input", $"Step {Step} needs the output of step {step}, which has none. Run step {step} first.");
        return output.Deserialize<T>(ContractJson.Options)
            ?? throw new StepException("missing_input", $"The output of step {step} is empty.");
    }

    /// <summary>Ids of the items a person approved in the current round of <paramref name="approvalType"/>; empty when none.</summary>
    public abstract Task<IReadOnlySet<Guid>> ApprovedItems(string approvalType, CancellationToken cancel);

    /// <summary>The organization's stored profile. Null: none is stored.</summary>
    public abstract Task<OrganizationProfile?> StoredProfile(CancellationToken cancel);

    /// <summary>Raw output of a step, null when it has none.</summary>
    protected abstract Task<JsonElement?> LoadOutput(int step, CancellationToken cancel);
}

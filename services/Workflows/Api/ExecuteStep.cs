using System.Text.Json;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.OpenApi;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Messaging.Sagas;
using IntentEngine.Workflows.Queries;
using IntentEngine.Workflows.Saga;
using IntentEngine.Workflows.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Workflows.Api;

/// <summary><c>POST /api/intent-workflows/{id}/execute-step/{step}</c> triggers a step by hand, when its gates allow.</summary>
internal static class ExecuteStep
{
    /// <summary>The body; may be empty.</summary>
    public sealed record Request
    {
        /// <summary>Input for this attempt; its shape depends on the step.</summary>
        public JsonElement? InputData { get; init; }

        /// <summary>Brings a failed workflow back to the step that failed, with its retries restored.</summary>
        public bool ForceRetry { get; init; }
    }

    /// <summary>The answer.</summary>
    public sealed record Response
    {
        /// <summary>The step's row.</summary>
        public required Guid StepId { get; init; }

        /// <summary><c>running</c>, <c>completed</c> or <c>blocked</c>.</summary>
        public required string Status { get; init; }

        /// <summary>Why it is blocked.</summary>
        public string? BlockedReason { get; init; }

        /// <summary>Its output when it is completed.</summary>
        public JsonElement? OutputData { get; init; }
    }

    public static void MapExecuteStep(this IEndpointRouteBuilder workflows) => workflows
        .MapPost("/{id:guid}/execute-step/{step:int}", Handle)
        .RequireAuthorization(Policies.Member)
        .WithName(nameof(ExecuteStep))
        .WithSummary("Trigger a step by hand; a gate that objects answers 423, a step out of order 409")
        .WithProblems(StatusCodes.Status423Locked);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id, int step, Request? body, OrganizationContext caller, SagaHost<WorkflowState> workflows, WorkflowsDbContext db, WorkflowMetrics metrics, IdempotencyFeature? key, CancellationToken cancel)
    {
        if (step is < 0 or > 9) return Problems.BadRequest($"step must be between 0 and 9; came {step}.");
        if (Given(body?.InputData) is { } input && Storable.Fault(input) is { } fault) return Problems.BadRequest(new Dictionary<string, string[]> { ["input_data"] = [fault] });
        var result = await workflows.Raise(caller.OrganizationId, id, new StepRequested(id, step, Given(body?.InputData), body?.ForceRetry ?? false, caller.Actor()), new RaiseOptions
        {
            Fresh = true,
            // A step that is under way or done is not an effect of this request; only a start is remembered.
            Remember = reply => key is not null && reply is StepState { Status: "running" } started ? StoredReplies.Of(key, StatusCodes.Status200OK, Answer(started, null)) : null,
        }, cancel);
        return result.Reply switch
        {
            StepState state => TypedResults.Ok(Answer(state, state.Status == "completed" ? await Output(db, id, step, cancel) : null)),
            GateRefused refused => Refusals.Of(refused, metrics),
            WrongState wrong => Refusals.Of(wrong),
            _ => Refusals.UnknownWorkflow(id),
        };
    }

    private static Response Answer(StepState state, JsonElement? output) => new() { StepId = state.StepId, Status = state.Status, BlockedReason = state.BlockedReason, OutputData = output };

    private static JsonElement? Given(JsonElement? input) => input is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } ? input : null;

    private static async Task<JsonElement?> Output(WorkflowsDbContext db, Guid id, int step, CancellationToken cancel)
    {
        var output = await db.Steps.Where(s => s.WorkflowId == id && s.StepNumber == step && s.SupersededAt == null).Select(s => s.OutputData).FirstOrDefaultAsync(cancel);
        return output is null ? null : JsonSerializer.Deserialize<JsonElement>(output);
    }
}

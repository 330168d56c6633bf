using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Messaging.Sagas;
using IntentEngine.Workflows.Saga;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Workflows.Api;

/// <summary><c>POST /api/intent-workflows/{id}/reject</c> sends a workflow back to an earlier step.</summary>
internal static class RejectWorkflow
{
    /// <summary>The body (seed 004 §3.1).</summary>
    public sealed record Request
    {
        /// <summary>Why; 1 to 2000 characters.</summary>
        public required string Reason { get; init; }

        /// <summary>The step to start again from, 1 to 7.</summary>
        public required int RevisionStep { get; init; }
    }

    /// <summary>The answer.</summary>
    public sealed record Response(Guid WorkflowId, string Status, string ResetReason);

    public static void MapRejectWorkflow(this IEndpointRouteBuilder workflows) => workflows
        .MapPost("/{id:guid}/reject", Handle)
        .RequireAuthorization(Policies.ContentManager)
        .WithName(nameof(RejectWorkflow))
        .WithSummary("Send the workflow back; outputs from that step on are superseded and run again");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id, Request body, OrganizationContext caller, SagaHost<WorkflowState> workflows, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = new Validation();
        faults.RequireText(body.Reason, "reason", 2000);
        faults.RequireRange(body.RevisionStep, "revision_step", 1, 7);
        if (faults.Problem is { } refusal) return refusal;

        var result = await workflows.Raise(caller.OrganizationId, id, new SendBackRequested(id, body.Reason, body.RevisionStep, caller.Actor()), new RaiseOptions
        {
            Fresh = true,
            Remember = reply => key is not null && reply is RejectionAccepted accepted ? StoredReplies.Of(key, StatusCodes.Status200OK, Answer(accepted)) : null,
        }, cancel);
        return result.Reply switch
        {
            RejectionAccepted accepted => TypedResults.Ok(Answer(accepted)),
            WrongState wrong => Refusals.Of(wrong),
            _ => Refusals.UnknownWorkflow(id),
        };
    }

    private static Response Answer(RejectionAccepted accepted) => new(accepted.WorkflowId, accepted.Status, accepted.Reason);
}

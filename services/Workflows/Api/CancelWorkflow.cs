using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Messaging.Sagas;
using IntentEngine.Workflows.Runs;
using IntentEngine.Workflows.Saga;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Workflows.Api;

/// <summary><c>POST /api/intent-workflows/{id}/cancel</c> stops a workflow for good, and the work it handed out.</summary>
internal static class CancelWorkflow
{
    /// <summary>The body; may be empty.</summary>
    public sealed record Request
    {
        /// <summary>Why; at most 2000 characters.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>The answer.</summary>
    public sealed record Response(Guid WorkflowId, string Status);

    public static void MapCancelWorkflow(this IEndpointRouteBuilder workflows) => workflows
        .MapPost("/{id:guid}/cancel", Handle)
        .RequireAuthorization(Policies.ContentManager)
        .WithName(nameof(CancelWorkflow))
        .WithSummary("Stop the workflow for good");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id, Request? body, OrganizationContext caller, SagaHost<WorkflowState> workflows, OutstandingWork outstanding, IdempotencyFeature? key, CancellationToken cancel)
    {
        var reason = string.IsNullOrWhiteSpace(body?.Reason) ? "Cancelled by a person." : body.Reason;
        var faults = new Validation();
        faults.RequireText(reason, "reason", 2000);
        if (faults.Problem is { } refusal) return refusal;
        var result = await workflows.Raise(caller.OrganizationId, id, new CancellationRequested(id, reason, caller.Actor(), () => outstanding.IntentIds(caller.OrganizationId, id, cancel)), new RaiseOptions
        {
            Fresh = true,
            Remember = reply => key is not null && reply is CancellationAccepted accepted ? StoredReplies.Of(key, StatusCodes.Status200OK, new Response(accepted.WorkflowId, accepted.Status)) : null,
        }, cancel);
        return result.Reply switch
        {
            CancellationAccepted accepted => TypedResults.Ok(new Response(accepted.WorkflowId, accepted.Status)),
            WrongState wrong => Refusals.Of(wrong),
            _ => Refusals.UnknownWorkflow(id),
        };
    }
}

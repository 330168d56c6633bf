using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Messaging.Sagas;
using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.Queries;
using IntentEngine.Workflows.Saga;
using IntentEngine.Workflows.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Workflows.Api;

/// <summary><c>POST /api/intent-workflows/{id}/approve</c> opens a gate for exactly the items named.</summary>
internal static class ApproveItems
{
    /// <summary>The body (seed 004 §3.1).</summary>
    public sealed record Request
    {
        /// <summary><c>seed_keywords</c> or <c>subtopics</c>.</summary>
        public required string ApprovalType { get; init; }

        /// <summary>Ids of what may go on. For seed keywords, left out means all.</summary>
        public IReadOnlyList<Guid>? ApprovedItems { get; init; }

        /// <summary>Ids of what may not; what is in neither list is not approved.</summary>
        public IReadOnlyList<Guid>? RejectedItems { get; init; }

        /// <summary>For the record; at most 2000 characters.</summary>
        public string? Feedback { get; init; }
    }

    /// <summary>The answer.</summary>
    public sealed record Response
    {
        /// <summary>The workflow.</summary>
        public required Guid WorkflowId { get; init; }

        /// <summary>Where it goes now.</summary>
        public required string Status { get; init; }

        /// <summary>How many items were approved.</summary>
        public required int ApprovedItems { get; init; }

        /// <summary>How many articles that makes; for subtopics only.</summary>
        public int? ArticlesQueued { get; init; }
    }

    public static void MapApproveItems(this IEndpointRouteBuilder workflows) => workflows
        .MapPost("/{id:guid}/approve", Handle)
        .RequireAuthorization(Policies.ContentManager)
        .WithName(nameof(ApproveItems))
        .WithSummary("Approve the items that were shown; a decision on replaced items is refused");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid id, Request body, OrganizationContext caller, SagaHost<WorkflowState> workflows, ShownItems items, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = new Validation();
        faults.Require(body.ApprovalType is ContentWorkflow.SeedKeywords or ContentWorkflow.Subtopics or "longtails", "approval_type",
            $"expected '{ContentWorkflow.SeedKeywords}' or '{ContentWorkflow.Subtopics}'; came '{Shorten(body.ApprovalType)}'.");
        faults.Require(body.Feedback is null || body.Feedback.Length <= 2000, "feedback", "expected at most 2000 characters.");
        faults.Require(Storable.Fault(body.Feedback) is null, "feedback", Storable.Fault(body.Feedback) ?? "");
        if (faults.Problem is { } refusal) return refusal;

        var shown = await items.Of(caller.OrganizationId, id, body.ApprovalType, cancel);
        if (shown is null) return Refusals.UnknownWorkflow(id);
        var decision = ApprovalDecision.Check(body, shown, faults);
        if (faults.Problem is { } wrongItems) return wrongItems;

        var result = await workflows.Raise(caller.OrganizationId, id,
            new ApprovalGiven(id, body.ApprovalType, shown.Round, decision.Approved, decision.Rejected, body.Feedback, caller.Actor()), new RaiseOptions
            {
                Fresh = true,
                Remember = reply => key is not null && reply is ApprovalAccepted accepted ? StoredReplies.Of(key, StatusCodes.Status200OK, Answer(accepted, body.ApprovalType)) : null,
            }, cancel);
        return result.Reply switch
        {
            ApprovalAccepted accepted => TypedResults.Ok(Answer(accepted, body.ApprovalType)),
            WrongState wrong => Refusals.Of(wrong),
            _ => Refusals.UnknownWorkflow(id),
        };
    }

    private static Response Answer(ApprovalAccepted accepted, string type) => new()
    {
        WorkflowId = accepted.WorkflowId,
        Status = accepted.Status,
        ApprovedItems = accepted.ApprovedCount,
        ArticlesQueued = type == ContentWorkflow.Subtopics ? accepted.ApprovedCount : null,
    };

    private static string Shorten(string? text) => text is null ? "" : text.Length <= 50 ? text : text[..50] + "…";
}

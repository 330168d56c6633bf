using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Intents.Queries;
using IntentEngine.Intents.Replies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Cancellation;

/// <summary><c>POST /api/intents/{intentId}/cancel</c> says that nobody wants the intent any more.</summary>
internal static class PostCancellation
{
    /// <summary>The body.</summary>
    public sealed record Request
    {
        /// <summary>Why, for people; at most 2000 characters.</summary>
        public required string Reason { get; init; }
    }

    public static void MapPostCancellation(this IEndpointRouteBuilder intents) => intents
        .MapPost("/{intentId}/cancel", Handle)
        .RequireAuthorization(Policies.Member)
        .WithName(nameof(PostCancellation))
        .WithSummary("Cancel an intent that has not ended");

    internal static async Task<Results<Ok<IntentView>, ProblemHttpResult>> Handle(
        string intentId, Request body, OrganizationContext caller, IntentLog log, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = new Validation();
        faults.RequireText(body.Reason, "reason", Reasons.Longest);
        if (faults.Problem is { } refusal) return refusal;
        return await Answers.Change(log, Answers.Request(caller, intentId, key), (intent, now) => IntentDecisions.Cancel(intent, body.Reason, now), cancel);
    }
}

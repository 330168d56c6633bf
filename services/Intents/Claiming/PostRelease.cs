using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Creation;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Intents.Queries;
using IntentEngine.Intents.Replies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Claiming;

/// <summary><c>POST /api/intents/{intentId}/release</c> gives the intent back untouched, for another to claim.</summary>
internal static class PostRelease
{
    /// <summary>The body.</summary>
    public sealed record Request
    {
        /// <summary>The execution that claimed the intent.</summary>
        public required string ExecutionId { get; init; }
    }

    public static void MapPostRelease(this IEndpointRouteBuilder intents) => intents
        .MapPost("/{intentId}/release", Handle)
        .RequireAuthorization(Policies.Worker)
        .WithName(nameof(PostRelease))
        .WithSummary("Give a claimed intent back");

    internal static async Task<Results<Ok<IntentView>, ProblemHttpResult>> Handle(
        string intentId, Request body, OrganizationContext caller, IntentLog log, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = new Validation();
        faults.RequireText(body.ExecutionId, "execution_id", NewIntentRules.LongestId);
        if (faults.Problem is { } refusal) return refusal;
        return await Answers.Change(log, Answers.Request(caller, intentId, key), (intent, now) => IntentDecisions.Release(intent, body.ExecutionId, now), cancel);
    }
}

using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Intents.Queries;
using IntentEngine.Intents.Reporting;
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
        .MapReport("release", Handle)
        .WithName(nameof(PostRelease))
        .WithSummary("Give a claimed intent back");

    internal static Task<Results<Ok<IntentView>, ProblemHttpResult>> Handle(
        string intentId, Request body, OrganizationContext caller, IntentLog log, IdempotencyFeature? key, CancellationToken cancel) =>
        ReportRoutes.Take(log, caller, key, intentId, body.ExecutionId,
            check: null, (intent, now) => IntentDecisions.Release(intent, body.ExecutionId, now), cancel);
}

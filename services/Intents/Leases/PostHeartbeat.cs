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

namespace IntentEngine.Intents.Leases;

/// <summary><c>POST /api/intents/{intentId}/heartbeat</c> says that the claimant is still at work, and lets its claim hold longer.</summary>
internal static class PostHeartbeat
{
    /// <summary>The body.</summary>
    public sealed record Request
    {
        /// <summary>The execution that claimed the intent.</summary>
        public required string ExecutionId { get; init; }

        /// <summary>How long the claim holds from now on, 1 to 86400 seconds.</summary>
        public required int LeaseSeconds { get; init; }
    }

    public static void MapPostHeartbeat(this IEndpointRouteBuilder intents) => intents
        .MapReport("heartbeat", Handle)
        .WithName(nameof(PostHeartbeat))
        .WithSummary("Extend the lease of a claim");

    internal static Task<Results<Ok<IntentView>, ProblemHttpResult>> Handle(
        string intentId, Request body, OrganizationContext caller, IntentLog log, IdempotencyFeature? key, CancellationToken cancel) =>
        ReportRoutes.Take(log, caller, key, intentId, body.ExecutionId,
            faults => LeaseRules.Check(body.LeaseSeconds, faults),
            (intent, now) => IntentDecisions.Extend(intent, body.ExecutionId, TimeSpan.FromSeconds(body.LeaseSeconds), now), cancel);
}

using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Leases;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Intents.Queries;
using IntentEngine.Intents.Replies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Claiming;

/// <summary><c>POST /api/intents/{intentId}/claim</c> lets one worker win the intent; the winner may ask again.</summary>
internal static class PostClaim
{
    /// <summary>The body.</summary>
    public sealed record Request
    {
        /// <summary>Who will execute it, at most 100 characters.</summary>
        public required string Worker { get; init; }

        /// <summary>The execution that will do it. Absent: an id is made, and stands in the answer.</summary>
        public string? ExecutionId { get; init; }

        /// <summary>How long the claim holds without a heartbeat, 1 to 86400 seconds. Absent: until it ends.</summary>
        public int? LeaseSeconds { get; init; }
    }

    public static void MapPostClaim(this IEndpointRouteBuilder intents) => intents
        .MapPost("/{intentId}/claim", Handle)
        .RequireAuthorization(Policies.Worker)
        .WithName(nameof(PostClaim))
        .WithSummary("Claim a pending intent; one claim wins");

    internal static async Task<Results<Ok<IntentView>, ProblemHttpResult>> Handle(
        string intentId, Request body, OrganizationContext caller, IntentLog log, IdempotencyFeature? key, CancellationToken cancel)
    {
        var executionId = body.ExecutionId ?? Guid.CreateVersion7().ToString("D");
        var faults = new Validation();
        ClaimRules.Check(body.Worker, executionId, faults);
        LeaseRules.Check(body.LeaseSeconds, faults);
        if (faults.Problem is { } refusal) return refusal;
        return await Answers.Change(log, Answers.Request(caller, intentId, key),
            (intent, now) => IntentDecisions.Claim(intent, body.Worker, executionId, now, LeaseRules.Of(body.LeaseSeconds)), cancel);
    }
}

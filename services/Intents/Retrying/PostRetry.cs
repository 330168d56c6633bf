using IntentEngine.Hosting.Authentication;
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

namespace IntentEngine.Intents.Retrying;

/// <summary><c>POST /api/intents/{intentId}/retry</c> lets a failed intent wait again, with the same context.</summary>
internal static class PostRetry
{
    public static void MapPostRetry(this IEndpointRouteBuilder intents) => intents
        .MapPost("/{intentId}/retry", Handle)
        .RequireAuthorization(Policies.Member)
        .WithName(nameof(PostRetry))
        .WithSummary("Let a failed intent wait again");

    internal static Task<Results<Ok<IntentView>, ProblemHttpResult>> Handle(
        string intentId, OrganizationContext caller, IntentLog log, IdempotencyFeature? key, CancellationToken cancel) =>
        Answers.Change(log, Answers.Request(caller, intentId, key), IntentDecisions.Retry, cancel);
}

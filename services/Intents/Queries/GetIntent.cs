using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Log;
using IntentEngine.Intents.Replies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Queries;

/// <summary><c>GET /api/intents/{intentId}</c> shows one intent.</summary>
internal static class GetIntent
{
    public static void MapGetIntent(this IEndpointRouteBuilder intents) => intents
        .MapGet("/{intentId}", Handle)
        .WithName(nameof(GetIntent))
        .WithSummary("Show one intent");

    internal static async Task<Results<Ok<IntentView>, ProblemHttpResult>> Handle(string intentId, OrganizationContext caller, IntentLog log, CancellationToken cancel) =>
        await log.Find(caller.OrganizationId, intentId, cancel) is { } intent ? TypedResults.Ok(IntentView.Of(intent)) : Answers.Unknown(intentId);
}

using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Queries;

/// <summary><c>GET /api/intents</c> lists intents, newest first.</summary>
internal static class ListIntents
{
    public static void MapListIntents(this IEndpointRouteBuilder intents) => intents
        .MapGet("", Handle)
        .WithName(nameof(ListIntents))
        .WithSummary("List intents, newest first");

    internal static async Task<Results<Ok<IntentPage>, ProblemHttpResult>> Handle(
        [AsParameters] IntentFilter filter, Paging paging, OrganizationContext caller, IntentsDbContext database, CancellationToken cancel)
    {
        if (filter.Problem() is { } refusal) return refusal;
        return TypedResults.Ok(await IntentPage.Read(database, caller.OrganizationId, filter, paging, cancel));
    }
}

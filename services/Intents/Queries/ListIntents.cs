using IntentEngine.Hosting.Failures;
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
    /// <summary>How far a list can be skipped into; a cursor goes on from there at no cost.</summary>
    private const int LargestOffset = 10_000;

    public static void MapListIntents(this IEndpointRouteBuilder intents) => intents
        .MapGet("", Handle)
        .WithName(nameof(ListIntents))
        .WithSummary("List intents by status, type, target, creator, session, correlation, context and time; newest first, with a cursor for the next page");

    internal static async Task<Results<Ok<IntentPage>, ProblemHttpResult>> Handle(
        [AsParameters] IntentFilter filter, Paging paging, OrganizationContext caller, IntentsDatabase database, CancellationToken cancel)
    {
        var faults = new Validation();
        Check(filter, paging, faults);
        if (faults.Problem is { } refusal) return refusal;
        return TypedResults.Ok(await IntentPage.Read(database, caller.OrganizationId, filter, paging, cancel));
    }

    /// <summary>Notes what makes no sense in a list.</summary>
    internal static void Check(IntentFilter filter, Paging paging, Validation faults)
    {
        filter.Check(faults);
        faults.Require(paging.Offset <= LargestOffset, "offset", $"expected at most {LargestOffset}; came {paging.Offset}. Go on with the cursor of the page before.");
        faults.Require(filter.Cursor is null || paging.Offset == 0, "offset", "expected none beside a cursor, which says itself where the page begins.");
    }
}

using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Replies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Intents.Queries;

/// <summary><c>GET /api/intents/{intentId}</c> shows one intent.</summary>
internal static class GetIntent
{
    public static void MapGetIntent(this IEndpointRouteBuilder intents) => intents
        .MapGet("/{intentId}", Handle)
        .WithName(nameof(GetIntent))
        .WithSummary("Show one intent");

    internal static async Task<Results<Ok<IntentView>, ProblemHttpResult>> Handle(
        string intentId, OrganizationContext caller, IntentsDbContext database, CancellationToken cancel)
    {
        var organizationId = caller.OrganizationId;
        var row = IntentIds.AreWellFormed(intentId)
            ? await database.Intents.AsNoTracking().SingleOrDefaultAsync(i => i.TenantId == organizationId && i.IntentId == intentId, cancel)
            : null;
        return row is null ? Answers.Unknown(intentId) : TypedResults.Ok(IntentView.Of(row));
    }
}

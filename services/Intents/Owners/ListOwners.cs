using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Owners;

/// <summary><c>GET /api/owners</c> and <c>GET /api/owners/{name}</c> show who may be told, and how; never a secret.</summary>
internal static class ListOwners
{
    /// <summary>The answer.</summary>
    public sealed record Answer
    {
        /// <summary>By name.</summary>
        public required IReadOnlyList<OwnerView> Items { get; init; }
    }

    public static void MapListOwners(this IEndpointRouteBuilder owners)
    {
        owners.MapGet("", List).WithName(nameof(ListOwners)).WithSummary("List the organization's owners");
        owners.MapGet("/{name}", Get).WithName("GetOwner").WithSummary("Show one owner");
    }

    internal static async Task<Ok<Answer>> List(OrganizationContext caller, IntentsDatabase database, OwnerSettings settings, CancellationToken cancel) =>
        TypedResults.Ok(new Answer { Items = [.. (await OwnerDirectory.Read(database, caller.OrganizationId, settings, cancel)).All.Select(OwnerView.Of)] });

    internal static async Task<Results<Ok<OwnerView>, ProblemHttpResult>> Get(string name, OrganizationContext caller, IntentsDatabase database, OwnerSettings settings, CancellationToken cancel) =>
        (await OwnerDirectory.Read(database, caller.OrganizationId, settings, cancel)).Find(name) is { } owner
            ? TypedResults.Ok(OwnerView.Of(owner))
            : Problems.NotFound("There is no such owner in this organization.");
}

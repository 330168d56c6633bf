using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Workflows.Queries;
using IntentEngine.Workflows.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Workflows.Profiles;

/// <summary><c>GET /api/organizations/{id}/profile</c> shows the stored profile.</summary>
internal static class GetProfile
{
    public static void MapGetProfile(this IEndpointRouteBuilder organizations) => organizations
        .MapGet("/{id:guid}/profile", Handle)
        .WithName(nameof(GetProfile))
        .WithSummary("The organization's profile");

    internal static async Task<Results<Ok<OrganizationProfile>, ProblemHttpResult>> Handle(Guid id, OrganizationContext caller, WorkflowsDbContext db, CancellationToken cancel)
    {
        var stored = id == caller.OrganizationId ? await db.Profiles.FirstOrDefaultAsync(p => p.OrganizationId == id, cancel) : null;
        return stored is null
            ? Problems.NotFound($"Organization '{id}' has no profile for this token; store one with PUT.")
            : TypedResults.Ok(JsonSerializer.Deserialize<OrganizationProfile>(stored.Profile, ContractJson.Options)!);
    }
}

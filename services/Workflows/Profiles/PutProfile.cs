using IntentEngine.Contracts.Workflows;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Messaging.Database;
using IntentEngine.Workflows.Queries;
using IntentEngine.Workflows.Saga;
using IntentEngine.Workflows.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Workflows.Profiles;

/// <summary><c>PUT /api/organizations/{id}/profile</c> stores what an organization says about itself; workflows that waited for it go on.</summary>
internal static class PutProfile
{
    private const string Upsert = """
        insert into organization_profiles (organization_id, profile, updated_by, updated_at) values ($1, $2, $3, $4)
        on conflict (organization_id) do update set profile = excluded.profile, updated_by = excluded.updated_by, updated_at = excluded.updated_at
        """;

    public static void MapPutProfile(this IEndpointRouteBuilder organizations) => organizations
        .MapPut("/{id:guid}/profile", Handle)
        .RequireAuthorization(Policies.Member)
        .WithName(nameof(PutProfile))
        .WithSummary("Store the organization's profile; blocked workflows look again");

    internal static async Task<Results<Ok<OrganizationProfile>, ProblemHttpResult>> Handle(
        Guid id, OrganizationProfile body, OrganizationContext caller, WorkflowsDatabase database, WorkflowsDbContext db, CancellationToken cancel)
    {
        if (id != caller.OrganizationId) return Problems.NotFound($"There is no organization '{id}' for this token.");
        var faults = new Validation();
        ProfileRules.Check(body, "profile", faults);
        if (faults.Problem is { } refusal) return refusal;

        var unit = database.Begin(id);
        unit.Add(Upsert, Parameter.Uuid(id), Parameter.Json(body), Parameter.Text(caller.Subject), Parameter.Time(unit.Now));
        var blocked = await db.Workflows.Where(w => w.Phase == nameof(WorkflowStateMachine.Blocked)).Select(w => w.Id).ToListAsync(cancel);
        foreach (var workflow in blocked) unit.Send(ResumeBlocked.Queue, new ResumeBlocked { OrganizationId = id, WorkflowId = workflow });
        await unit.CommitAsync(cancel);
        return TypedResults.Ok(body);
    }
}

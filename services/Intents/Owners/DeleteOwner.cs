using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Owners;

/// <summary><c>DELETE /api/owners/{name}</c> takes back a registration. Refused while work of the owner is enqueued or an intent of it is open: the outcome could not be told.</summary>
internal static class DeleteOwner
{
    private const string Delete = """
        with gone as (
            delete from owners o where organization_id = $1 and name = $2
                and not exists (select from action_queues q where q.organization_id = $1 and q.owner = $2)
                and not exists (select from intent_executions i where i.tenant_id = $1 and i.owner = $2 and i.owner <> 'workflows' and i.status in ('pending', 'in_progress'))
            returning 1)
        select expect_updated((select count(*) from gone))
        """;

    public static void MapDeleteOwner(this IEndpointRouteBuilder owners) => owners
        .MapDelete("/{name}", Handle)
        .RequireAuthorization(Policies.Admin)
        .WithName(nameof(DeleteOwner))
        .WithSummary("Take back an owner's registration");

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(string name, OrganizationContext caller, IntentsDatabase database, OwnerSettings settings, CancellationToken cancel)
    {
        if ((await OwnerDirectory.Read(database, caller.OrganizationId, settings, cancel)).Find(name) is not { CreatedAt: not null }) return Problems.NotFound("This organization has registered no such owner.");
        try
        {
            await database.Begin(caller.OrganizationId).Add(Delete, Parameter.Uuid(caller.OrganizationId), Parameter.Text(name)).CommitAsync(cancel);
            return TypedResults.NoContent();
        }
        catch (ConcurrencyException)
        {
            return Problems.Conflict($"Owner '{name}' has work under way, or was just removed; stop its subjects (POST /api/action-queues/{{subject}}/unassign), cancel its intents, or wait for the outcomes, then try again.");
        }
    }
}

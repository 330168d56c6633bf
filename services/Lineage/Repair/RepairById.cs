using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Lineage.Repair;

/// <summary><c>GET /executions/{id}/repairs/{repairId}</c>: what became of a request.</summary>
internal static class RepairById
{
    public static async Task<Results<Ok<RequestedRepair>, ProblemHttpResult>> Handle(string id, Guid repairId, OrganizationContext organization, RepairLog log, CancellationToken cancel) =>
        await log.FindAsync(organization.OrganizationId, repairId, cancel) is { } repair && repair.ExecutionId == id
            ? TypedResults.Ok(repair)
            : Problems.NotFound($"Execution '{id}' has no repair '{repairId}'.");
}

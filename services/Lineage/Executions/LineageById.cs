using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Lineage.Executions;

/// <summary><c>GET /executions/{id}/lineage?depth=20</c>: what it came from, what came of it, what came beside it.</summary>
internal static class LineageById
{
    public static async Task<Results<Ok<ExecutionLineage>, ProblemHttpResult>> Handle(
        string id, int? depth, OrganizationContext organization, LineageOfExecution lineage, CancellationToken cancel)
    {
        var rules = new Validation();
        if (!rules.RequireRange(depth ?? 20, "depth", 1, 100)) return rules.Problem!;
        return await lineage.FindAsync(organization.OrganizationId, id, depth ?? 20, cancel) is { } found
            ? TypedResults.Ok(found)
            : Problems.NotFound($"Execution '{id}' is not known.");
    }
}

using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Lineage.Executions;

/// <summary><c>GET /executions/{id}/lineage?depth=20</c>: what it came from, what came of it, what came beside it.</summary>
internal static class LineageById
{
    public static async Task<Results<Ok<ExecutionLineage>, ProblemHttpResult>> Handle(
        string id, [AsParameters] LineageQuestion question, OrganizationContext organization, LineageOfExecution lineage, CancellationToken cancel)
    {
        if (question.Read(id).Problem is { } refusal) return refusal;
        return await lineage.FindAsync(organization.OrganizationId, id, question, cancel) is { } found
            ? TypedResults.Ok(found)
            : Problems.NotFound($"Execution '{id}' is not known{(question.AsOf is { } then ? $", or was not at {then:O}" : "")}.");
    }
}

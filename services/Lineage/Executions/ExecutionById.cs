using System.Text.Json;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Lineage.Executions;

/// <summary><c>GET /executions/{id}</c>: one execution with its data.</summary>
internal static class ExecutionById
{
    /// <summary>An execution and what only its own page shows.</summary>
    /// <param name="Execution">The execution.</param>
    /// <param name="Data">Further data of its newest fact, a JSON object. Absent: none.</param>
    public sealed record Response(LineageExecutionSummary Execution, JsonElement? Data);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string id, OrganizationContext organization, LineageDbContext db, CancellationToken cancel)
    {
        var row = await db.Executions.FirstOrDefaultAsync(e => e.OrganizationId == organization.OrganizationId && e.ExecutionId == id, cancel);
        return row is null
            ? Problems.NotFound($"Execution '{id}' is not known.")
            : TypedResults.Ok(new Response(LineageExecutionSummary.Of(row), row.Data));
    }
}

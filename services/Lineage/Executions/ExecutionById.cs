using System.Text.Json;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Storage;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Lineage.Executions;

/// <summary><c>GET /executions/{id}</c>: one execution with its data.</summary>
internal static class ExecutionById
{
    private static readonly ExecutionColumns Columns = new(FieldGroups.All);

    /// <summary>An execution and what only its own page shows.</summary>
    /// <param name="Execution">The execution.</param>
    /// <param name="Data">Further data of its newest fact, a JSON object. Absent: none.</param>
    public sealed record Response(LineageExecutionSummary Execution, JsonElement? Data);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string id, OrganizationContext organization, LineageDatabase database, CancellationToken cancel)
    {
        var found = await database.ReadAllAsync(organization.OrganizationId, $"select {Columns.Sql}, e.data from executions e where e.organization_id = $1 and e.execution_id = $2",
            [Parameter.Uuid(organization.OrganizationId), Parameter.Text(id)],
            row => new Response(Columns.Read(row), row.IsDBNull(row.FieldCount - 1) ? null : JsonElement.Parse(row.GetString(row.FieldCount - 1))), cancel);
        return found is [var one] ? TypedResults.Ok(one) : Problems.NotFound($"Execution '{id}' is not known.");
    }
}

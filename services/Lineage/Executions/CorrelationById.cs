using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Storage;
using IntentEngine.Lineage.Traversal;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace IntentEngine.Lineage.Executions;

/// <summary><c>GET /executions/correlation/{cid}?limit=100</c>: everything that belongs to one task.</summary>
internal static class CorrelationById
{
    private const int CountedTo = 10_000;

    // A value that the planner sees may be so frequent that it walks through all other executions in the same order instead.
    private const string Of = "from executions e where e.organization_id = $1 and e.effective_correlation_id = (select $2)";

    /// <param name="limit">Executions of a page, 1 to 500; default 100 (specification: semantics §3.1).</param>
    /// <param name="cursor">The next_cursor of the page before. Default the first page.</param>
    /// <param name="fields">Members besides the core, with commas: <c>error</c>, <c>cost</c>, <c>change</c>; <c>core</c> alone for none. Default all.</param>
    public static async Task<Results<Ok<CorrelationChain>, ProblemHttpResult>> Handle(
        string cid, int? limit, string? cursor, [FromQuery] string[]? fields, OrganizationContext organization, LineageDatabase database, CancellationToken cancel)
    {
        var most = limit ?? 100;
        var question = $"correlation\n{cid}";
        var after = cursor is null ? null : Position.Read(cursor, question);
        var rules = new Validation();
        rules.RequireRange(most, "limit", 1, 500);
        rules.Require(cursor is null || after is not null, "cursor", "expected the next_cursor of a page of this same correlation; begin again without one.");
        var columns = new ExecutionColumns(fields is { Length: > 0 } ? FieldNames.Read(fields, rules) : FieldGroups.All);
        if (rules.Problem is { } refusal) return refusal;

        var (page, roots, total, latest) = (new List<LineageExecutionSummary>(), new List<string>(), 0, "");
        NpgsqlParameter[] One(params NpgsqlParameter[] more) => [Parameter.Uuid(organization.OrganizationId), Parameter.Text(cid), .. more];
        // Each of them is a walk along an index, and all are one round trip.
        await database.ReadAsync(organization.OrganizationId, cancel,
            new($"select {columns.Sql} {Of}{(after is null ? "" : " and (e.ordered_at, e.execution_id) > ($4, $5)")} order by e.ordered_at, e.execution_id limit $3",
                after is null ? One(Parameter.Whole(most + 1)) : One(Parameter.Whole(most + 1), Parameter.Time(after.At), Parameter.Text(after.Id)), row => page.Add(columns.Read(row))),
            new($"select e.execution_id {Of} and e.parent_execution_id is null order by e.ordered_at, e.execution_id limit $3", One(Parameter.Whole(most)), row => roots.Add(row.GetString(0))),
            new($"select count(*)::int from (select {Of} limit $3) as counted", One(Parameter.Whole(CountedTo + 1)), row => total = row.GetInt32(0)),
            new($"select e.execution_id {Of} order by e.ordered_at desc, e.execution_id desc limit 1", One(), row => latest = row.GetString(0)));
        if (total == 0) return Problems.NotFound($"Correlation '{cid}' has no executions.");

        var shown = page.Take(most).ToList();
        return TypedResults.Ok(new CorrelationChain
        {
            CorrelationId = cid,
            TotalExecutions = Math.Min(total, CountedTo),
            TotalIsExact = total <= CountedTo,
            RootExecutionId = roots.FirstOrDefault(),
            RootExecutionIds = roots,
            LatestExecutionId = latest,
            Executions = shown,
            NextCursor = page.Count > most ? new Position(Part.Above, 0, shown[^1].OrderedAt, shown[^1].ExecutionId).Write(question) : null,
        });
    }
}

using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Storage;
using IntentEngine.Lineage.Traversal;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace IntentEngine.Lineage.Executions;

/// <summary><c>GET /executions</c>: executions, newest first.</summary>
internal static class ExecutionList
{
    /// <summary>How far a list is counted: past this, only walking through it would tell.</summary>
    private const int CountedTo = 1000;

    private static readonly ExecutionColumns Columns = new(FieldGroups.All);

    /// <summary>One page of executions.</summary>
    /// <param name="Executions">Newest first.</param>
    /// <param name="Total">How many there are on all pages, counted up to 1000.</param>
    /// <param name="TotalIsExact">Whether there are no more than <see cref="Total"/>.</param>
    /// <param name="Limit">As asked.</param>
    /// <param name="Offset">As asked.</param>
    /// <param name="NextCursor">Send it as <c>cursor</c>, with the same filters, for the page after this one. Absent: this is the last page.</param>
    public sealed record Page(IReadOnlyList<LineageExecutionSummary> Executions, int Total, bool TotalIsExact, int Limit, int Offset, string? NextCursor);

    public static async Task<Results<Ok<Page>, ProblemHttpResult>> Handle(
        [AsParameters] ExecutionFilter filter, OrganizationContext organization, LineageDatabase database, CancellationToken cancel)
    {
        if (filter.Check().Problem is { } refusal) return refusal;

        var found = new List<LineageExecutionSummary>();
        await database.ReadAsync(organization.OrganizationId, cancel, [PageOf(organization.OrganizationId, filter, found)]);
        var shown = found.Take(filter.PageSize).ToList();
        var isLast = found.Count <= filter.PageSize;
        // A first page that is the last one has counted already.
        var isCounted = isLast && filter.After is null && (found.Count > 0 || filter.Skipped == 0);
        var total = isCounted ? filter.Skipped + found.Count : await CountAsync(database, organization.OrganizationId, filter, cancel);
        return TypedResults.Ok(new Page(
            shown, isCounted ? total : Math.Min(total, CountedTo), isCounted || total <= CountedTo, filter.PageSize, filter.Skipped,
            isLast ? null : new Position(Part.Above, 0, shown[^1].OrderedAt, shown[^1].ExecutionId).Write(filter.Identity)));
    }

    private static OrganizationReads.Query PageOf(Guid organizationId, ExecutionFilter filter, List<LineageExecutionSummary> found)
    {
        // One more than asked for says whether there is another page.
        List<NpgsqlParameter> parameters = [Parameter.Uuid(organizationId), Parameter.Whole(filter.PageSize + 1), Parameter.Whole(filter.Skipped)];
        var conditions = filter.Conditions(parameters);
        if (filter.After is { } after)
        {
            parameters.Add(Parameter.Time(after.At));
            parameters.Add(Parameter.Text(after.Id));
            // Time falls and ids rise, so the pair is no row comparison; the first half alone finds the place in an index.
            conditions += $" and e.ordered_at <= ${parameters.Count - 1} and (e.ordered_at < ${parameters.Count - 1} or e.execution_id > ${parameters.Count})";
        }

        return new OrganizationReads.Query($"select {Columns.Sql} from executions e where {conditions} order by e.ordered_at desc, e.execution_id limit $2 offset $3", parameters, row => found.Add(Columns.Read(row)));
    }

    private static async Task<int> CountAsync(LineageDatabase database, Guid organizationId, ExecutionFilter filter, CancellationToken cancel)
    {
        List<NpgsqlParameter> parameters = [Parameter.Uuid(organizationId), Parameter.Whole(CountedTo + 1)];
        var conditions = filter.Conditions(parameters);
        var counted = await database.ReadAllAsync(organizationId, $"select count(*)::int from (select from executions e where {conditions} limit $2) as counted", parameters, row => row.GetInt32(0), cancel);
        return counted[0];
    }
}

using IntentEngine.Lineage.Storage;
using IntentEngine.Lineage.Traversal;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Lineage.Executions;

/// <summary>The edges between executions, as the database answers about them; each method is one round trip.</summary>
/// <remarks>No path arrays and no CYCLE clause: both are quadratic on long chains (specification: lineage §0).</remarks>
internal sealed class ExecutionGraph(LineageDatabase database)
{
    private const string Columns = "e.execution_id, e.ordered_at, e.effective_correlation_id, e.parent_execution_id, e.trigger_kind";

    // "(select $2)" hides the value from the planner: each is a range of one index, however many rows it thinks there are.
    private const string Inside = "e.effective_correlation_id = any((select $2)::text[])";

    private const string Outside = "e.crossed_from = any((select $2)::text[])";

    /// <summary>The execution, its parent, its parent's parent and so on, at most <paramref name="levels"/> up. In a circle nodes come again. Empty: unknown.</summary>
    public Task<IReadOnlyList<Node>> UpwardsAsync(Sight sight, string executionId, int levels, CancellationToken cancel)
    {
        List<NpgsqlParameter> parameters = [Parameter.Uuid(sight.OrganizationId), Parameter.Text(executionId), Parameter.Whole(levels)];
        var known = sight.Known(parameters);
        // "lateral … offset 0" makes each step a look-up by key, whatever the planner thinks of a table that was never analyzed.
        return ReadAsync(sight, $"""
            with recursive up (execution_id, ordered_at, effective_correlation_id, parent_execution_id, trigger_kind, level) as (
                select {Columns}, 0 from executions e where e.organization_id = $1 and e.execution_id = $2{known}
                union all
                select e.*, up.level + 1 from up cross join lateral (
                    select {Columns} from executions e where e.organization_id = $1 and e.execution_id = up.parent_execution_id{known} offset 0) e
                where up.level < $3)
            select execution_id, ordered_at, effective_correlation_id, parent_execution_id, trigger_kind from up order by level
            """, parameters, cancel);
    }

    /// <summary>Children of any of the parents after a position, ordered by (time, id).</summary>
    public Task<IReadOnlyList<Node>> BelowAsync(Sight sight, string[] parents, Position? after, int limit, CancellationToken cancel)
    {
        List<NpgsqlParameter> parameters = [Parameter.Uuid(sight.OrganizationId), Parameter.Whole(limit), Parameter.Texts(parents)];
        var conditions = sight.Below(parameters);
        if (after is not null)
        {
            parameters.Add(Parameter.Time(after.At));
            parameters.Add(Parameter.Text(after.Id));
            conditions += $" and (e.ordered_at, e.execution_id) > (${parameters.Count - 1}, ${parameters.Count})";
        }

        // Parent by parent, as the index has their children in this order; of none are more needed than of all.
        return ReadAsync(sight, $"""
            select below.* from unnest($3) as u (id) cross join lateral (
                select {Columns} from executions e where e.organization_id = $1 and e.parent_execution_id = u.id{conditions} order by e.ordered_at, e.execution_id limit $2) below
            order by ordered_at, execution_id limit $2
            """, parameters, cancel);
    }

    /// <summary>How many executions <see cref="TogetherAsync"/> would look at, counted up to <paramref name="most"/>.</summary>
    public async Task<int> CountAsync(Sight sight, string[] correlations, int most, CancellationToken cancel) => (await database.ReadAllAsync(sight.OrganizationId, $"""
        select count(*)::int from (
            (select from executions e where e.organization_id = $1 and {Inside} limit $3)
            union all (select from executions e where e.organization_id = $1 and {Outside} limit $3) limit $3) counted
        """, [Parameter.Uuid(sight.OrganizationId), Parameter.Texts(correlations), Parameter.Whole(most)], row => row.GetInt32(0), cancel))[0];

    /// <summary>Every child of an execution of these correlations, whatever its own, in no order. With <paramref name="rows"/> all of their columns are read, and kept there.</summary>
    public async Task<IReadOnlyList<Node>> TogetherAsync(Sight sight, string[] correlations, ExecutionRows? rows, CancellationToken cancel)
    {
        var nodes = new List<Node>();
        OrganizationReads.Query Of(string where)
        {
            List<NpgsqlParameter> parameters = [Parameter.Uuid(sight.OrganizationId), Parameter.Texts(correlations)];
            var below = sight.Below(parameters);
            return new($"select {rows?.Columns ?? Columns} from executions e where e.organization_id = $1 and {where}{below}", parameters, row => nodes.Add(rows is null ? Read(row) : rows.Take(row)));
        }

        await database.ReadAsync(sight.OrganizationId, cancel,
            Of($"{Inside} and e.parent_execution_id is not null"),
            Of($"{Outside} and e.effective_correlation_id <> all((select $2)::text[])"));
        return nodes;
    }

    private static Node Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), EdgeKinds.Of(row.IsDBNull(4) ? null : row.GetString(4)));

    private Task<IReadOnlyList<Node>> ReadAsync(Sight sight, string sql, IReadOnlyList<NpgsqlParameter> parameters, CancellationToken cancel) =>
        database.ReadAllAsync(sight.OrganizationId, sql, parameters, Read, cancel);
}

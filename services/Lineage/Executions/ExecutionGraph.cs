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

    /// <summary>The execution, its parent, its parent's parent and so on, at most <paramref name="levels"/> up. In a circle nodes come again. Empty: unknown.</summary>
    public Task<IReadOnlyList<Node>> UpwardsAsync(Sight sight, string executionId, int levels, CancellationToken cancel)
    {
        List<NpgsqlParameter> parameters = [Parameter.Uuid(sight.OrganizationId), Parameter.Text(executionId), Parameter.Whole(levels)];
        var known = sight.Known(parameters);
        return ReadAsync(sight, $"""
            with recursive up (execution_id, ordered_at, effective_correlation_id, parent_execution_id, trigger_kind, level) as (
                select {Columns}, 0 from executions e where e.organization_id = $1 and e.execution_id = $2{known}
                union all
                select {Columns}, up.level + 1 from up join executions e on e.organization_id = $1 and e.execution_id = up.parent_execution_id
                where up.level < $3{known})
            select execution_id, ordered_at, effective_correlation_id, parent_execution_id, trigger_kind from up order by level
            """, parameters, cancel);
    }

    /// <summary>Children of any of the parents after a position, ordered by (time, id).</summary>
    public Task<IReadOnlyList<Node>> BelowAsync(Sight sight, string[] parents, Position? after, int limit, CancellationToken cancel)
    {
        List<NpgsqlParameter> parameters = [Parameter.Uuid(sight.OrganizationId), Parameter.Whole(limit), parents is [var one] ? Parameter.Text(one) : Parameter.Texts(parents)];
        // Equal to one, the index has the order already.
        var conditions = (parents.Length == 1 ? "e.parent_execution_id = $3" : "e.parent_execution_id = any($3)") + sight.Below(parameters);
        if (after is not null)
        {
            parameters.Add(Parameter.Time(after.At));
            parameters.Add(Parameter.Text(after.Id));
            conditions += $" and (e.ordered_at, e.execution_id) > (${parameters.Count - 1}, ${parameters.Count})";
        }

        return ReadAsync(sight, $"select {Columns} from executions e where e.organization_id = $1 and {conditions} order by e.ordered_at, e.execution_id limit $2", parameters, cancel);
    }

    /// <summary>Every execution of these correlations and every child of one, in no order; more than <paramref name="limit"/> rows mean there are still more.</summary>
    public Task<IReadOnlyList<Node>> TogetherAsync(Sight sight, string[] correlations, int limit, CancellationToken cancel)
    {
        List<NpgsqlParameter> parameters = [Parameter.Uuid(sight.OrganizationId), Parameter.Texts(correlations), Parameter.Whole(limit + 1)];
        var known = sight.Known(parameters);
        // The second half finds children that were given another correlation than their parent.
        return ReadAsync(sight, $"""
            (select {Columns} from executions e where e.organization_id = $1 and e.effective_correlation_id = any($2){known} limit $3)
            union all
            (select {Columns} from executions p join executions e on e.organization_id = $1 and e.parent_execution_id = p.execution_id
             where p.organization_id = $1 and p.effective_correlation_id = any($2) and not e.effective_correlation_id = any($2){known} limit $3)
            """, parameters, cancel);
    }

    private Task<IReadOnlyList<Node>> ReadAsync(Sight sight, string sql, IReadOnlyList<NpgsqlParameter> parameters, CancellationToken cancel) =>
        database.ReadAllAsync(sight.OrganizationId, sql, parameters, row => new Node(
            row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), EdgeKinds.Of(row.IsDBNull(4) ? null : row.GetString(4))), cancel);
}

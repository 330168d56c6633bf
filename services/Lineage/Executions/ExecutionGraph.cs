using IntentEngine.Lineage.Traversal;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Lineage.Executions;

/// <summary>The edges between executions, as the database answers about them; each method is one round trip.</summary>
/// <remarks>No path arrays and no CYCLE clause: both are quadratic on long chains (specification: lineage §0).</remarks>
internal sealed class ExecutionGraph(LineageDatabase database)
{
    private const string Columns = "e.execution_id, e.ordered_at, e.effective_correlation_id, e.parent_execution_id";

    private const string Upwards = $"""
        with recursive up (execution_id, ordered_at, effective_correlation_id, parent_execution_id, level) as (
            select {Columns}, 0 from executions e where e.organization_id = $1 and e.execution_id = $2
            union all
            select {Columns}, up.level + 1 from up join executions e on e.organization_id = $1 and e.execution_id = up.parent_execution_id
            where up.level < $3)
        select execution_id, ordered_at, effective_correlation_id, parent_execution_id from up order by level
        """;

    private const string Below = $"""
        select {Columns} from executions e
        where e.organization_id = $1 and e.parent_execution_id = any($2) and not e.execution_id = any($3)
        order by e.ordered_at, e.execution_id limit $4
        """;

    // The second half finds children that were given another correlation than their parent.
    private const string Together = $"""
        (select {Columns} from executions e where e.organization_id = $1 and e.effective_correlation_id = any($2) limit $3)
        union all
        (select {Columns} from executions p join executions e on e.organization_id = $1 and e.parent_execution_id = p.execution_id
         where p.organization_id = $1 and p.effective_correlation_id = any($2) and not e.effective_correlation_id = any($2) limit $3)
        """;

    /// <summary>The execution, its parent, its parent's parent and so on, at most <paramref name="levels"/> up. In a circle nodes come again. Empty: unknown.</summary>
    public Task<IReadOnlyList<Node>> UpwardsAsync(Guid organizationId, string executionId, int levels, CancellationToken cancel) =>
        ReadAsync(organizationId, Upwards, [Parameter.Uuid(organizationId), Parameter.Text(executionId), Parameter.Whole(levels)], cancel);

    /// <summary>Children of any of the parents but the excluded ones, ordered by (time, id).</summary>
    public Task<IReadOnlyList<Node>> BelowAsync(Guid organizationId, string[] parents, string[] excluded, int limit, CancellationToken cancel) =>
        ReadAsync(organizationId, Below, [Parameter.Uuid(organizationId), Parameter.Texts(parents), Parameter.Texts(excluded), Parameter.Whole(limit)], cancel);

    /// <summary>Every execution of these correlations and every child of one, in no order; more than <paramref name="limit"/> rows mean there are still more.</summary>
    public Task<IReadOnlyList<Node>> TogetherAsync(Guid organizationId, string[] correlations, int limit, CancellationToken cancel) =>
        ReadAsync(organizationId, Together, [Parameter.Uuid(organizationId), Parameter.Texts(correlations), Parameter.Whole(limit + 1)], cancel);

    private Task<IReadOnlyList<Node>> ReadAsync(Guid organizationId, string sql, IReadOnlyList<NpgsqlParameter> parameters, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<Node>>(organizationId, sql, parameters, async reader =>
        {
            var nodes = new List<Node>();
            while (await reader.ReadAsync(cancel))
                nodes.Add(new Node(reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3)));
            return nodes;
        }, cancel);
}

using IntentEngine.Lineage.Storage;
using IntentEngine.Lineage.Traversal;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Lineage.Executions.Anomalies;

/// <summary>Asks the database about executions and their surroundings, a window at a time.</summary>
internal sealed class Suspects(LineageDatabase database)
{
    // Of all events only states of the execution itself tell a trigger. "lateral … offset 0" makes each look-up an index probe.
    private const string Surroundings = """
        select w.execution_id, w.ordered_at, w.correlation_id, w.parent_execution_id, w.trigger_kind,
            exists (select from executions p where p.organization_id = $1 and p.execution_id = w.parent_execution_id offset 0),
            exists (select from execution_events v where v.organization_id = $1 and v.execution_id = w.execution_id and v.is_state group by v.sequence having count(distinct v.fact_id) > 1 offset 0),
            case when w.parent_execution_id is null then (
                select r.execution_id from executions r where r.organization_id = $1 and r.effective_correlation_id = w.correlation_id and r.parent_execution_id is null
                order by r.ordered_at, r.execution_id limit 1) end,
            coalesce(w.parent_execution_id is not null and w.execution_id = (
                select f.execution_id from executions f where f.organization_id = $1 and f.effective_correlation_id = w.correlation_id
                order by f.ordered_at, f.execution_id limit 1)
            and not exists (select from executions m
                left join lateral (select p.effective_correlation_id from executions p where p.organization_id = $1 and p.execution_id = m.parent_execution_id offset 0) p on true
                where m.organization_id = $1 and m.effective_correlation_id = w.correlation_id
                and (m.parent_execution_id is null or p.effective_correlation_id <> m.effective_correlation_id) offset 0), false)
        from w order by w.ordered_at desc, w.execution_id
        """;

    /// <summary>The executions after a position, newest first.</summary>
    /// <param name="correlationId">Of this correlation. Null: of any.</param>
    public Task<IReadOnlyList<Suspect>> NextAsync(Guid organizationId, string? correlationId, Position? after, int limit, CancellationToken cancel)
    {
        List<NpgsqlParameter> parameters = [Parameter.Uuid(organizationId), Parameter.Whole(limit)];
        var conditions = "";
        if (correlationId is not null)
        {
            parameters.Add(Parameter.Text(correlationId));
            conditions += $" and e.effective_correlation_id = ${parameters.Count}";
        }

        if (after is not null)
        {
            parameters.Add(Parameter.Time(after.At));
            parameters.Add(Parameter.Text(after.Id));
            conditions += $" and e.ordered_at <= ${parameters.Count - 1} and (e.ordered_at < ${parameters.Count - 1} or e.execution_id > ${parameters.Count})";
        }

        return database.ReadAllAsync(organizationId, $"""
            with w as materialized (
                select e.execution_id, e.ordered_at, e.effective_correlation_id as correlation_id, e.parent_execution_id, coalesce(e.trigger_kind, 'manual') as trigger_kind
                from executions e where e.organization_id = $1{conditions} order by e.ordered_at desc, e.execution_id limit $2)
            {Surroundings}
            """, parameters,
            row => new Suspect(row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetString(4),
                row.GetBoolean(5), row.GetBoolean(6), row.IsDBNull(7) ? null : row.GetString(7), row.GetBoolean(8)), cancel);
    }

    /// <summary>These executions and everything above them, each with its parent; at most <paramref name="limit"/>. Circles end by themselves.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ParentsAsync(Guid organizationId, string[] ids, int limit, CancellationToken cancel)
    {
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        await database.ReadAsync(organizationId, cancel, [new OrganizationReads.Query("""
            with recursive up (execution_id, parent_execution_id) as (
                select e.execution_id, e.parent_execution_id from unnest($2) as u (id)
                cross join lateral (select * from executions x where x.organization_id = $1 and x.execution_id = u.id offset 0) e
                union
                select e.execution_id, e.parent_execution_id from up
                cross join lateral (select * from executions x where x.organization_id = $1 and x.execution_id = up.parent_execution_id offset 0) e)
            select execution_id, parent_execution_id from up where parent_execution_id is not null limit $3
            """, [Parameter.Uuid(organizationId), Parameter.Texts(ids), Parameter.Whole(limit)], row => parents[row.GetString(0)] = row.GetString(1))]);
        return parents;
    }
}

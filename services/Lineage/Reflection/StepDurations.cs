using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.Reflection;

/// <summary>How long steps took in a window and in the four windows before.</summary>
internal sealed class StepDurations(LineageDatabase database)
{
    /// <summary>How many executions are looked at on either side, the newest.</summary>
    public const int Most = 10_000;

    private const string Select = """
        with ended as (
            (select true as now, name, duration_ms, execution_id, run_id from executions
             where organization_id = $1 and ordered_at >= $2 and ordered_at < $3 order by ordered_at desc, execution_id limit $5)
            union all
            (select false, name, duration_ms, execution_id, run_id from executions
             where organization_id = $1 and ordered_at >= $4 and ordered_at < $2 order by ordered_at desc, execution_id limit $5)),
        seen as (select count(*) filter (where now) as newest from ended)
        select name, count(*) filter (where now)::int,
            percentile_disc(0.5) within group (order by duration_ms) filter (where now), percentile_disc(0.95) within group (order by duration_ms) filter (where now),
            count(*) filter (where not now)::int,
            percentile_disc(0.5) within group (order by duration_ms) filter (where not now), percentile_disc(0.95) within group (order by duration_ms) filter (where not now),
            (array_agg(execution_id order by duration_ms desc, execution_id) filter (where now))[1:5], (select newest from seen)
        from ended
        where duration_ms >= 0 and run_id is distinct from execution_id
        group by name having count(*) filter (where now) > 0
        """;

    /// <summary>One entry for each step that ran in the window, and whether all its executions were looked at.</summary>
    public Task<(IReadOnlyList<SlowStep> Steps, bool Complete)> ReadAsync(Guid organizationId, ReflectionWindow window, CancellationToken cancel) =>
        database.ReadAsync<(IReadOnlyList<SlowStep>, bool)>(organizationId, Select,
            [Parameter.Uuid(organizationId), Parameter.Time(window.Since), Parameter.Time(window.Until), Parameter.Time(window.BaselineSince), Parameter.Whole(Most)], async rows =>
            {
                var steps = new List<SlowStep>();
                var complete = true;
                while (await rows.ReadAsync(cancel))
                {
                    long? before = rows.IsDBNull(6) ? null : rows.GetInt64(6);
                    var p95 = rows.GetInt64(3);
                    complete = rows.GetInt64(8) < Most;
                    steps.Add(new SlowStep(rows.GetString(0), rows.GetInt32(1), rows.GetInt64(2), p95, rows.GetInt32(4), rows.IsDBNull(5) ? null : rows.GetInt64(5), before,
                        before > 0 ? Math.Round((double)p95 / before.Value, 2) : null, rows.GetFieldValue<string[]>(7)));
                }

                return (steps, complete);
            }, cancel);
}

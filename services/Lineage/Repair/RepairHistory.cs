using IntentEngine.Lineage.Similarity;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.Repair;

/// <summary>What was tried after failures, along retry and repair edges; each method is one round trip and bounded.</summary>
internal sealed class RepairHistory(LineageDatabase database)
{
    /// <summary>How far attempts are followed from a failure.</summary>
    public const int MostLevels = 20;

    /// <summary>How many attempts are looked at in one call.</summary>
    public const int MostAttempts = 2000;

    private const string ByKind = $"""
        select f.fingerprint, e.trigger_kind, count(*)::int, (count(*) filter (where e.status = 'completed'))::int
        from unnest($2) as p (fingerprint)
        cross join lateral (
            select f.fingerprint, f.execution_id from failures f
            where f.fingerprint = p.fingerprint and f.organization_id = $1 order by f.failed_at desc, f.execution_id limit 500) f
        cross join lateral (
            select e.trigger_kind, e.status from executions e
            where e.organization_id = $1 and e.parent_execution_id = f.execution_id and e.execution_id <> f.execution_id offset 0) e
        where e.trigger_kind in ('retry', 'repair') and (e.status = 'completed' or e.status in {FailureStatus.Sql})
        group by f.fingerprint, e.trigger_kind
        """;

    // Circles end at the depth; a failure that was tried again very often is cut at the limit, level by level.
    private const string Below = """
        with recursive below (origin, execution_id, parent_execution_id, level, trigger_kind, status, ordered_at) as (
            select o.id, e.execution_id, e.parent_execution_id, 1, e.trigger_kind, e.status, e.ordered_at
            from unnest($2) as o (id) cross join lateral (
                select e.* from executions e where e.organization_id = $1 and e.parent_execution_id = o.id and e.execution_id <> o.id and e.trigger_kind in ('retry', 'repair')
                order by e.ordered_at, e.execution_id limit 50) e
            union
            select b.origin, e.execution_id, e.parent_execution_id, b.level + 1, e.trigger_kind, e.status, e.ordered_at
            from below b cross join lateral (
                select e.* from executions e where e.organization_id = $1 and e.parent_execution_id = b.execution_id and e.trigger_kind in ('retry', 'repair')
                order by e.ordered_at, e.execution_id limit 50) e
            where b.level < $3 and e.execution_id <> b.origin)
        select origin, execution_id, parent_execution_id, level, trigger_kind, status, ordered_at from below limit $4
        """;

    /// <summary>How each kind of repair fared with each of the fingerprints, in order of fingerprint as asked and of kind.</summary>
    public async Task<IReadOnlyList<RepairOutcome>> OutcomesAsync(Guid organizationId, IReadOnlyList<string> fingerprints, CancellationToken cancel)
    {
        var outcomes = await database.ReadAsync(organizationId, ByKind, [Parameter.Uuid(organizationId), Parameter.Texts([.. fingerprints])], async rows =>
        {
            var found = new List<RepairOutcome>();
            while (await rows.ReadAsync(cancel)) found.Add(new RepairOutcome(rows.GetString(0), rows.GetString(1), rows.GetInt32(2), rows.GetInt32(3)));
            return found;
        }, cancel);
        var order = fingerprints.Index().ToDictionary(f => f.Item, f => f.Index, StringComparer.Ordinal);
        return [.. outcomes.OrderBy(o => order[o.Fingerprint]).ThenBy(o => o.Kind, StringComparer.Ordinal)];
    }

    /// <summary>All attempts after each of the failures, nearest first, then by (start, id).</summary>
    public async Task<ILookup<string, Attempt>> AttemptsAsync(Guid organizationId, IReadOnlyList<string> failures, CancellationToken cancel)
    {
        var attempts = await database.ReadAsync(organizationId, Below,
            [Parameter.Uuid(organizationId), Parameter.Texts([.. failures]), Parameter.Whole(MostLevels), Parameter.Whole(MostAttempts)], async rows =>
            {
                var found = new List<Attempt>();
                while (await rows.ReadAsync(cancel))
                    found.Add(new Attempt(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetInt32(3), rows.GetString(4), rows.GetString(5), rows.GetFieldValue<DateTimeOffset>(6)));
                return found;
            }, cancel);
        return attempts
            .OrderBy(a => a.Level).ThenBy(a => a.OrderedAt).ThenBy(a => a.ExecutionId, StringComparer.Ordinal)
            .DistinctBy(a => (a.Origin, a.ExecutionId))
            .ToLookup(a => a.Origin, StringComparer.Ordinal);
    }
}

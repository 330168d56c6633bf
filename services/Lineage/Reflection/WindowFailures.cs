using IntentEngine.Lineage.Similarity;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.Reflection;

/// <summary>The failures of a window. A workflow's own failure only repeats that of its step, so it is left out.</summary>
internal sealed class WindowFailures(LineageDatabase database)
{
    /// <summary>How many are looked at, the newest.</summary>
    public const int Most = 10_000;

    private const string Select = $"""
        select f.execution_id, f.fingerprint, t.template, e.name, e.step_number, e.verdict, e.own, e.status in {FailureStatus.Sql}
        from (select execution_id, fingerprint, failed_at from failures
              where organization_id = $1 and failed_at >= $2 and failed_at < $3 order by failed_at desc, execution_id limit $4) f
        cross join lateral (
            select e.name, e.step_number, e.verdict, e.status, e.run_id is not distinct from e.execution_id as own
            from executions e where e.organization_id = $1 and e.execution_id = f.execution_id offset 0) e
        cross join lateral (
            select t.template from error_templates t where t.fingerprint = f.fingerprint and t.organization_id = $1 offset 0) t
        order by f.failed_at desc, f.execution_id
        """;

    /// <summary>One failure.</summary>
    internal sealed record Failure(string ExecutionId, string Fingerprint, string Template, string Name, int? StepNumber, string? Verdict);

    /// <summary>Newest first, and whether these are all.</summary>
    public Task<(IReadOnlyList<Failure> Failures, bool Complete)> ReadAsync(Guid organizationId, ReflectionWindow window, CancellationToken cancel) =>
        database.ReadAsync<(IReadOnlyList<Failure>, bool)>(organizationId, Select,
            [Parameter.Uuid(organizationId), Parameter.Time(window.Since), Parameter.Time(window.Until), Parameter.Whole(Most + 1)], async rows =>
            {
                var failures = new List<Failure>();
                var read = 0;
                while (await rows.ReadAsync(cancel))
                {
                    if (++read > Most) break;
                    var (isWorkflow, isFailed) = (rows.GetBoolean(6), rows.GetBoolean(7));
                    if (isWorkflow || !isFailed) continue;
                    failures.Add(new Failure(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetString(3),
                        rows.IsDBNull(4) ? null : rows.GetInt32(4), rows.IsDBNull(5) ? null : rows.GetString(5)));
                }

                return (failures, read <= Most);
            }, cancel);
}

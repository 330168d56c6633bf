using IntentEngine.Lineage.Executions;
using IntentEngine.Lineage.Storage;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.Artifacts;

/// <summary>Reads what stands behind artifacts: the executions that made them with all above those, and the decisions of their runs.</summary>
internal sealed class ProofReading(LineageDatabase database)
{
    /// <summary>Executions of a proof at most.</summary>
    public const int MostExecutions = 1000;

    private static readonly ExecutionColumns Columns = new(FieldGroups.All);

    /// <summary>Both, each by (started_at, id).</summary>
    public async Task<(IReadOnlyList<LineageExecutionSummary> Executions, IReadOnlyList<Decision> Decisions)> ReadAsync(
        Guid organizationId, string[] makers, string[] runs, DateTimeOffset until, CancellationToken cancel)
    {
        var (executions, decisions) = (new List<LineageExecutionSummary>(), new List<Decision>());
        // Circles end by themselves: nothing but ids is carried along.
        await database.ReadAsync(organizationId, cancel,
            new($"""
                with recursive up (execution_id) as (
                    select u.id collate "C" from unnest($2) as u (id)
                    union
                    select e.parent_execution_id from up
                    cross join lateral (select x.parent_execution_id from executions x where x.organization_id = $1 and x.execution_id = up.execution_id offset 0) e
                    where e.parent_execution_id is not null)
                select {Columns.Sql} from up
                cross join lateral (select * from executions x where x.organization_id = $1 and x.execution_id = up.execution_id offset 0) e limit $3
                """, [Parameter.Uuid(organizationId), Parameter.Texts(makers), Parameter.Whole(MostExecutions + 1)], row => executions.Add(Columns.Read(row))),
            new($"""
                select {Columns.Sql}, e.data ->> 'decided_by', e.data ->> 'artifact_id' from executions e
                where e.organization_id = $1 and e.decision_id is not null and e.run_id = any($2) and coalesce(e.completed_at, e.ordered_at) <= $3 limit $4
                """, [Parameter.Uuid(organizationId), Parameter.Texts(runs), Parameter.Time(until), Parameter.Whole(MostExecutions + 1)],
                row => decisions.Add(DecisionOf(Columns.Read(row), Text(row, 2), Text(row, 1)))));
        // Those that carry their own decision, whatever run they belong to (seed 002: each change set has one).
        var told = decisions.Select(decision => decision.Execution.ExecutionId).ToHashSet(StringComparer.Ordinal);
        decisions.AddRange(executions.Where(e => e.DecisionId is not null && told.Add(e.ExecutionId)).Select(e => DecisionOf(e, null, null)));
        return ([.. executions.OrderBy(At).ThenBy(e => e.ExecutionId, StringComparer.Ordinal)],
            [.. decisions.OrderBy(d => At(d.Execution)).ThenBy(d => d.Execution.ExecutionId, StringComparer.Ordinal)]);
    }

    private static Decision DecisionOf(LineageExecutionSummary execution, string? decidedBy, string? artifactId) => new(execution.DecisionId!, execution.Verdict, decidedBy, artifactId, execution);

    private static DateTimeOffset At(LineageExecutionSummary execution) => execution.StartedAt ?? execution.UpdatedAt;

    private static string? Text(Npgsql.NpgsqlDataReader row, int fromEnd) => row.IsDBNull(row.FieldCount - fromEnd) ? null : row.GetString(row.FieldCount - fromEnd);
}

using IntentEngine.Contracts.Lineage;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.Projection;

/// <summary>Writes executions: all rows of a batch by one statement.</summary>
internal static class ExecutionStatements
{
    private const string Newer = "(excluded.sequence, excluded.fact_id) > (e.sequence, e.fact_id)";

    // The log says what a row is, unless the row comes of a fact that was dropped from the log since.
    private const string ByLog = "not (e.updated_at < (select dropped_before from event_horizon) and (e.sequence, e.fact_id) > (excluded.sequence, excluded.fact_id))";

    // An execution that was told no correlation gets its own id as a root; below a parent, inherit_correlations decides, and until the
    // parent changes what it decided before is right.
    private const string UpsertWhere = """
        insert into executions as e (organization_id, execution_id, correlation_id, correlation_given, parent_execution_id, trigger_kind, run_id,
            name, step_number, attempt, status, sequence, fact_id, updated_at, started_at, completed_at, error_type, error_message, cost_usd, data)
        select $1, f.execution_id, case when f.correlation_id is null and f.parent_execution_id is null then f.execution_id else f.correlation_id end,
            f.correlation_id is not null, f.parent_execution_id, f.trigger_kind, f.run_id,
            f.name, f.step_number, f.attempt, f.status, f.sequence, f.fact_id, f.updated_at, f.started_at, f.completed_at, f.error_type, f.error_message, f.cost_usd, f.data
        from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) as f (execution_id, correlation_id, parent_execution_id,
            trigger_kind, run_id, name, step_number, attempt, status, sequence, fact_id, updated_at, started_at, completed_at, error_type, error_message, cost_usd, data)
        on conflict (organization_id, execution_id) do update set
            correlation_id = case when not (excluded.correlation_given or e.correlation_given) and excluded.parent_execution_id = e.parent_execution_id
                then e.correlation_id else excluded.correlation_id end,
            correlation_given = excluded.correlation_given, parent_execution_id = excluded.parent_execution_id,
            trigger_kind = excluded.trigger_kind, run_id = excluded.run_id, name = excluded.name, step_number = excluded.step_number,
            attempt = excluded.attempt, status = excluded.status, sequence = excluded.sequence, fact_id = excluded.fact_id,
            updated_at = excluded.updated_at, started_at = excluded.started_at, completed_at = excluded.completed_at,
            error_type = excluded.error_type, error_message = excluded.error_message, cost_usd = excluded.cost_usd, data = excluded.data
        where {0}
        """;

    private static readonly string UpsertNewer = UpsertWhere.Replace("{0}", Newer, StringComparison.Ordinal);

    private static readonly string UpsertByLog = UpsertWhere.Replace("{0}", ByLog, StringComparison.Ordinal);

    private const string Inherit = "select inherit_correlations($1, $2)";

    private const string NoteEarlyEvents = "select note_early_events($1, $2)";

    /// <param name="unit">The change that becomes part of.</param>
    /// <param name="newest">One fact for each execution.</param>
    public static void WriteExecutions(this UnitOfWork unit, IReadOnlyList<ExecutionFact> newest)
    {
        if (newest.Count == 0) return;
        unit.Upsert(UpsertNewer, newest);
        unit.InheritCorrelations([.. newest.Select(f => f.ExecutionId)]);
        unit.Add(NoteEarlyEvents, Parameter.Uuid(unit.OrganizationId), Column.Texts(newest, f => f.ExecutionId));
    }

    /// <summary>Makes rows what the log says, whatever they are now; correlations are inherited again by <see cref="InheritCorrelations"/>.</summary>
    /// <param name="unit">The change that becomes part of.</param>
    /// <param name="newest">The newest fact of each execution in the log.</param>
    public static void RewriteExecutions(this UnitOfWork unit, IReadOnlyList<ExecutionFact> newest)
    {
        if (newest.Count > 0) unit.Upsert(UpsertByLog, newest);
    }

    /// <summary>Gives these and all below them their parents' correlations, where they were told none.</summary>
    public static void InheritCorrelations(this UnitOfWork unit, string[] executions) => unit.Add(Inherit, Parameter.Uuid(unit.OrganizationId), Parameter.Texts(executions));

    /// <summary>Notes again which edges to and from these join two correlations. Writing rows does so by itself; this is for what was damaged otherwise.</summary>
    public static void NoteCrossings(this UnitOfWork unit, string[] executions) =>
        unit.Add("select note_crossings($1, $2)", Parameter.Uuid(unit.OrganizationId), Parameter.Texts(executions));

    private static void Upsert(this UnitOfWork unit, string sql, IReadOnlyList<ExecutionFact> newest) =>
        unit.Add(sql,
            Parameter.Uuid(unit.OrganizationId),
            Column.Texts(newest, f => f.ExecutionId),
            Column.Texts(newest, f => f.CorrelationId),
            Column.Texts(newest, f => f.ParentExecutionId),
            Column.Texts(newest, f => f.TriggerKind),
            Column.Texts(newest, f => f.RunId),
            Column.Texts(newest, f => f.Name),
            Column.Wholes(newest, f => f.StepNumber),
            Column.Wholes(newest, f => f.Attempt),
            Column.Texts(newest, f => f.Status),
            Column.Wholes(newest, f => f.Sequence),
            Column.Ids(newest, f => f.FactId),
            Column.Times(newest, f => f.At),
            Column.Times(newest, f => f.StartedAt),
            Column.Times(newest, f => f.CompletedAt),
            Column.Texts(newest, f => f.ErrorType),
            Column.Texts(newest, f => f.ErrorMessage),
            Column.Numbers(newest, f => f.CostUsd),
            Column.Json(newest, f => f.Data.OrNothing()?.GetRawText()));
}

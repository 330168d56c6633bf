using System.Text.Json;
using IntentEngine.Lineage.Executions;
using Npgsql;

namespace IntentEngine.Lineage.Storage;

/// <summary>The columns of <c>executions e</c> that a query asks for, and how a row of them is read.</summary>
internal sealed class ExecutionColumns
{
    private const string Core = """
        e.execution_id, e.effective_correlation_id, e.parent_execution_id, e.trigger_kind, e.run_id, e.name, e.step_number, e.attempt, e.status,
        e.updated_at, e.started_at, e.completed_at, e.duration_ms, e.ordered_at
        """;

    private const string Error = ", e.error_type, e.error_message, coalesce(e.data ->> 'error_step', case when e.error_type is not null or e.error_message is not null then e.name end)";
    private const string Cost = ", e.cost_usd";
    private const string Change = ", e.plan_id, e.changeset_id, e.decision_id, e.checksum, e.verdict, e.risk_level, e.affected_paths, e.artifact_path";

    private readonly FieldGroups _groups;

    public ExecutionColumns(FieldGroups groups)
    {
        _groups = groups;
        Sql = Core + If(FieldGroups.Error, Error) + If(FieldGroups.Cost, Cost) + If(FieldGroups.Change, Change);
    }

    /// <summary>What stands between <c>select</c> and <c>from executions e</c>.</summary>
    public string Sql { get; }

    /// <summary>The row the reader stands at; further columns may follow ours.</summary>
    public LineageExecutionSummary Read(NpgsqlDataReader row)
    {
        var next = 14;
        var (errorType, errorMessage, errorStep) = Has(FieldGroups.Error) ? (Text(row, next++), Text(row, next++), Text(row, next++)) : default;
        decimal? cost = Has(FieldGroups.Cost) && !row.IsDBNull(next++) ? row.GetDecimal(next - 1) : null;
        var change = Has(FieldGroups.Change);
        return new LineageExecutionSummary
        {
            ExecutionId = row.GetString(0),
            CorrelationId = row.GetString(1),
            ParentExecutionId = Text(row, 2),
            TriggerKind = Text(row, 3) ?? "manual",
            RunId = Text(row, 4),
            Name = row.GetString(5),
            StepNumber = row.IsDBNull(6) ? null : row.GetInt32(6),
            Attempt = row.GetInt32(7),
            Status = row.GetString(8),
            UpdatedAt = row.GetFieldValue<DateTimeOffset>(9),
            StartedAt = Time(row, 10),
            CompletedAt = Time(row, 11),
            DurationMs = row.IsDBNull(12) ? null : row.GetInt64(12),
            OrderedAt = row.GetFieldValue<DateTimeOffset>(13),
            ErrorType = errorType,
            ErrorMessage = errorMessage,
            ErrorStep = errorStep,
            CostUsd = cost,
            PlanId = change ? Text(row, next++) : null,
            ChangesetId = change ? Text(row, next++) : null,
            DecisionId = change ? Text(row, next++) : null,
            Checksum = change ? Text(row, next++) : null,
            Verdict = change ? Text(row, next++) : null,
            RiskLevel = change ? Text(row, next++) : null,
            AffectedPaths = change && !row.IsDBNull(next++) ? JsonElement.Parse(row.GetString(next - 1)) : null,
            ArtifactPath = change ? Text(row, next) : null,
        };
    }

    private bool Has(FieldGroups group) => (_groups & group) != 0;

    private string If(FieldGroups group, string columns) => Has(group) ? columns : "";

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}

using System.Text.Json;
using Npgsql;

namespace IntentEngine.Lineage.Storage;

/// <summary>The columns of <c>executions e</c> that a query asks for, and how a row of them is read.</summary>
internal sealed class ExecutionColumns
{
    private const string Core = """
        e.organization_id, e.execution_id, e.effective_correlation_id, e.parent_execution_id, e.trigger_kind, e.run_id, e.name, e.step_number, e.attempt,
        e.status, e.updated_at, e.started_at, e.completed_at, e.duration_ms, e.ordered_at
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
    public ExecutionRecord Read(NpgsqlDataReader row)
    {
        var next = 15;
        var (errorType, errorMessage, errorStep) = Has(FieldGroups.Error) ? (Text(row, next++), Text(row, next++), Text(row, next++)) : default;
        decimal? cost = Has(FieldGroups.Cost) && !row.IsDBNull(next++) ? row.GetDecimal(next - 1) : null;
        var change = Has(FieldGroups.Change);
        return new ExecutionRecord
        {
            OrganizationId = row.GetGuid(0),
            ExecutionId = row.GetString(1),
            EffectiveCorrelationId = row.GetString(2),
            ParentExecutionId = Text(row, 3),
            TriggerKind = Text(row, 4),
            RunId = Text(row, 5),
            Name = row.GetString(6),
            StepNumber = row.IsDBNull(7) ? null : row.GetInt32(7),
            Attempt = row.GetInt32(8),
            Status = row.GetString(9),
            UpdatedAt = row.GetFieldValue<DateTimeOffset>(10),
            StartedAt = Time(row, 11),
            CompletedAt = Time(row, 12),
            DurationMs = row.IsDBNull(13) ? null : row.GetInt64(13),
            OrderedAt = row.GetFieldValue<DateTimeOffset>(14),
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

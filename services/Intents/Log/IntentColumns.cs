using System.Text.Json;
using IntentEngine.Intents.Lifecycle;
using Npgsql;

namespace IntentEngine.Intents.Log;

/// <summary>The columns of <c>intent_executions</c> in the order they are read in.</summary>
internal static class IntentColumns
{
    /// <summary>For a select list or <c>returning</c>.</summary>
    public const string All = """
        tenant_id, intent_id, intent_type, status, target_artifact_id, context, created_by, session_id, created_at, updated_at, owner, completion_token,
        correlation_id, parent_execution_id, worker, execution_id, claimed_at, completed_at, ended_at, error, result, version,
        priority, not_before, waits_until, expires_at, lease_until, attempts
        """;

    /// <summary>The same of a table with an alias.</summary>
    public static string Of(string alias) => string.Join(", ", All.Split(',', StringSplitOptions.TrimEntries).Select(column => $"{alias}.{column}"));

    /// <summary>The intent in the reader's current row.</summary>
    public static Intent Read(NpgsqlDataReader row) => new()
    {
        OrganizationId = row.GetGuid(0),
        IntentId = row.GetString(1),
        IntentType = row.GetString(2),
        Status = IntentStatusNames.Parse(row.GetString(3)),
        TargetArtifactId = Text(row, 4),
        Context = Json(row.GetString(5)),
        CreatedBy = Text(row, 6) ?? "",
        SessionId = row.IsDBNull(7) ? null : row.GetGuid(7),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(8),
        UpdatedAt = row.GetFieldValue<DateTimeOffset>(9),
        Owner = Text(row, 10),
        CompletionToken = Text(row, 11),
        CorrelationId = Text(row, 12),
        ParentExecutionId = Text(row, 13),
        Worker = Text(row, 14),
        ExecutionId = Text(row, 15),
        ClaimedAt = Time(row, 16),
        CompletedAt = Time(row, 17),
        EndedAt = Time(row, 18),
        Error = Text(row, 19),
        Result = Text(row, 20) is { } result ? Json(result) : null,
        Version = row.GetInt32(21),
        Priority = row.GetInt32(22),
        NotBefore = Time(row, 23),
        WaitsUntil = Time(row, 24),
        ExpiresAt = Time(row, 25),
        LeaseUntil = Time(row, 26),
        Attempts = row.GetInt32(27),
    };

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}

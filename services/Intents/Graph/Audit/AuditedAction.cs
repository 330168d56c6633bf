using Npgsql;

namespace IntentEngine.Intents.Graph.Audit;

/// <summary>One row of the history as the audit chain sees it.</summary>
internal sealed record AuditedAction
{
    /// <summary>The columns of <c>graph_status_history h</c>, in the order that <see cref="Read"/> takes them.</summary>
    public const string Columns = "h.organization_id, h.entry, h.intent_id, h.version, h.action, h.from_status, h.to_status, h.reason, h.actor, h.triggering_action_id, h.at";

    public required Guid OrganizationId { get; init; }

    public required long Entry { get; init; }

    public required string IntentId { get; init; }

    public required int Version { get; init; }

    public required string Action { get; init; }

    public string? FromStatus { get; init; }

    public required string ToStatus { get; init; }

    public required string Reason { get; init; }

    public required string Actor { get; init; }

    public string? TriggeringActionId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The row's columns, from this one on.</summary>
    public static AuditedAction Read(NpgsqlDataReader row, int first = 0)
    {
        string? Text(int column) => row.IsDBNull(first + column) ? null : row.GetString(first + column);
        return new AuditedAction
        {
            OrganizationId = row.GetGuid(first),
            Entry = row.GetInt64(first + 1),
            IntentId = row.GetString(first + 2),
            Version = row.GetInt32(first + 3),
            Action = row.GetString(first + 4),
            FromStatus = Text(5),
            ToStatus = row.GetString(first + 6),
            Reason = row.GetString(first + 7),
            Actor = row.GetString(first + 8),
            TriggeringActionId = Text(9),
            At = row.GetFieldValue<DateTimeOffset>(first + 10),
        };
    }
}

using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.ActionQueues.Rules;
using Npgsql;

namespace IntentEngine.Intents.ActionQueues.Storage;

/// <summary>The statements that read queues: live ones have a row of their own, and every enqueue of the last 30 days one in the log, which says how it ended.</summary>
internal static class QueueSql
{
    /// <summary>How many <see cref="LiveColumns"/> there are.</summary>
    public const int LiveCount = 18;

    /// <summary>A live queue <c>q</c>, for <see cref="Read"/>.</summary>
    public const string LiveColumns = """
        q.queue_id, q.subject, q.status, q.priority, q.owner, q.token, q.reason, q.actions, q.actions_count, q.position, q.worker, q.execution_id, q.lease_until, q.begun_at,
        q.created_at, q.running_since, q.expires_at, q.resumes
        """;

    /// <summary>What a subject does, in order of arrival; <c>$1</c> organization, <c>$2</c> subject.</summary>
    public const string SelectLive = $"select {LiveColumns} from action_queues q where q.organization_id = $1 and q.subject = $2 order by q.arrival";

    /// <summary>Live or ended, for <see cref="ReadKnown"/>; <c>$1</c> organization, <c>$2</c> queue ids, <c>$3</c> tokens.</summary>
    public const string SelectKnown = $"{Known} where l.organization_id = $1 and (l.queue_id = any($2) or l.token = any($3))";

    /// <summary>Live or ended, for <see cref="ReadKnown"/>; <c>$1</c> organization, <c>$2</c> subject, <c>$3</c> how many, <c>$4</c> how many to skip.</summary>
    public const string SelectNewest = $"{Known} where l.organization_id = $1 and l.subject = $2 order by l.arrival desc limit $3 offset $4";

    /// <summary>Subjects whose current action nobody has claimed, most urgent first; <c>$1</c> organization, <c>$2</c> how many.</summary>
    public const string SelectClaimable =
        "select subject from action_queues where organization_id = $1 and status = 'running' and execution_id is null order by priority desc, running_since limit $2";

    // The actions of what has ended are nobody's business any more.
    private const string Known = """
        select l.queue_id, l.subject, coalesce(q.status, l.status), l.priority, l.owner, l.token, l.reason, coalesce(q.actions, '[]'), l.actions_count, coalesce(q.position, l.position),
               q.worker, q.execution_id, q.lease_until, q.begun_at, l.created_at, q.running_since, coalesce(q.expires_at, l.expires_at), coalesce(q.resumes, false), l.ended_at, l.outcome
        from action_queue_log l left join action_queues q on q.organization_id = l.organization_id and q.subject = l.subject and q.queue_id = l.queue_id
        """;

    /// <summary>The queue in the reader's current row.</summary>
    public static ActionQueue Read(NpgsqlDataReader row) => new()
    {
        QueueId = row.GetGuid(0),
        Subject = row.GetString(1),
        Status = QueueWords.Read(row.GetString(2)),
        Priority = (ActionPriority)row.GetInt32(3),
        Owner = row.GetString(4),
        Token = row.GetString(5),
        Reason = row.IsDBNull(6) ? null : row.GetString(6),
        Actions = row.GetString(7),
        Count = row.GetInt32(8),
        Position = row.GetInt32(9),
        Claim = row.IsDBNull(11) ? null : new Claim(row.GetString(10), row.GetGuid(11), row.GetFieldValue<DateTimeOffset>(12), Time(row, 13)),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(14),
        RunningSince = Time(row, 15),
        ExpiresAt = row.GetFieldValue<DateTimeOffset>(16),
        Resumes = row.GetBoolean(17),
    };

    /// <summary>The queue in the reader's current row, live or ended.</summary>
    public static ActionQueue ReadKnown(NpgsqlDataReader row) => Read(row) with { EndedAt = Time(row, LiveCount), Outcome = row.IsDBNull(LiveCount + 1) ? null : row.GetString(LiveCount + 1) };

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}

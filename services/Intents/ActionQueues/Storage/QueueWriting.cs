using IntentEngine.Intents.ActionQueues.Rules;
using IntentEngine.Messaging.Database;
using Npgsql;
using NpgsqlTypes;

namespace IntentEngine.Intents.ActionQueues.Storage;

/// <summary>Writes queues, many at a time: what ends is deleted and noted in the log, which nothing else touches between an enqueue and its end.</summary>
internal static class QueueWriting
{
    private const string Insert = """
        with n as materialized (
            select nextval('action_queue_arrivals') as arrival, x.* from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
                as x (queue_id, subject, status, priority, owner, token, reason, actions, actions_count, position, created_at, running_since, expires_at, ended_at, outcome, resumes)),
        noted as (
            insert into action_queue_log (organization_id, queue_id, arrival, subject, priority, owner, token, reason, actions_count, position, created_at, expires_at, status, ended_at, outcome)
            select $1, queue_id, arrival, subject, priority, owner, token, reason, actions_count, position, created_at, expires_at, case when ended_at is not null then status end, ended_at, outcome from n)
        insert into action_queues (organization_id, queue_id, arrival, subject, status, priority, owner, token, reason, actions, actions_count, position, created_at, running_since, expires_at, resumes)
        select $1, queue_id, arrival, subject, status, priority, owner, token, reason, actions::jsonb, actions_count, position, created_at, running_since, expires_at, resumes from n where ended_at is null
        """;

    private const string Update = """
        update action_queues q set status = n.status, position = n.position, worker = n.worker, execution_id = n.execution_id, lease_until = n.lease_until,
                                   begun_at = n.begun_at, running_since = n.running_since, expires_at = n.expires_at
        from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as n (subject, queue_id, status, position, worker, execution_id, lease_until, begun_at, running_since, expires_at)
        where q.organization_id = $1 and q.subject = n.subject and q.queue_id = n.queue_id
        """;

    private const string Delete = """
        delete from action_queues q using unnest($2, $3) as n (subject, queue_id)
        where q.organization_id = $1 and q.subject = n.subject and q.queue_id = n.queue_id
        """;

    private const string Note = """
        update action_queue_log l set status = n.status, position = n.position, expires_at = n.expires_at, ended_at = n.ended_at, outcome = n.outcome
        from unnest($2, $3, $4, $5, $6, $7) as n (queue_id, status, position, expires_at, ended_at, outcome)
        where l.organization_id = $1 and l.queue_id = n.queue_id
        """;

    /// <summary>Writes queues that changed and queues that are new; those that ended first, so that at no moment two of a subject run.</summary>
    public static void Add(UnitOfWork unit, IReadOnlyCollection<SubjectState> subjects)
    {
        var changed = subjects.SelectMany(s => s.Changed).ToArray();
        End(unit, [.. changed.Where(q => !q.IsLive)]);
        // A queue that was rejected before it ran and one that begins to run never clash; a restored one may step back first.
        Change(unit, [.. changed.Where(q => q.Status == QueueStatus.Waiting)]);
        Change(unit, [.. changed.Where(q => q.Status == QueueStatus.Running)]);
        Begin(unit, [.. subjects.SelectMany(s => s.Added)]);
    }

    private static void Begin(UnitOfWork unit, ActionQueue[] queues)
    {
        if (queues.Length == 0) return;
        unit.Add(Insert, Parameter.Uuid(unit.OrganizationId), Ids(queues), Subjects(queues), Words(queues),
            ArrayParameter.Of(NpgsqlDbType.Integer, queues, q => (int)q.Priority),
            ArrayParameter.Of(NpgsqlDbType.Text, queues, q => q.Owner),
            ArrayParameter.Of(NpgsqlDbType.Text, queues, q => q.Token),
            ArrayParameter.Of(NpgsqlDbType.Text, queues, q => q.Reason),
            ArrayParameter.Of(NpgsqlDbType.Text, queues, q => q.Actions),
            ArrayParameter.Of(NpgsqlDbType.Integer, queues, q => q.Count),
            Positions(queues), Times(queues, q => q.CreatedAt), Times(queues, q => q.RunningSince), Times(queues, q => q.ExpiresAt), Times(queues, q => q.EndedAt), Outcomes(queues),
            ArrayParameter.Of(NpgsqlDbType.Boolean, queues, q => q.Resumes));
    }

    private static void Change(UnitOfWork unit, ActionQueue[] queues)
    {
        if (queues.Length == 0) return;
        unit.Add(Update, Parameter.Uuid(unit.OrganizationId), Subjects(queues), Ids(queues), Words(queues), Positions(queues),
            ArrayParameter.Of(NpgsqlDbType.Text, queues, q => q.Claim?.Worker),
            ArrayParameter.Of(NpgsqlDbType.Uuid, queues, q => q.Claim?.ExecutionId),
            Times(queues, q => q.Claim?.LeaseUntil), Times(queues, q => q.Claim?.BegunAt), Times(queues, q => q.RunningSince), Times(queues, q => q.ExpiresAt));
    }

    private static void End(UnitOfWork unit, ActionQueue[] queues)
    {
        if (queues.Length == 0) return;
        unit.Add(Delete, Parameter.Uuid(unit.OrganizationId), Subjects(queues), Ids(queues));
        unit.Add(Note, Parameter.Uuid(unit.OrganizationId), Ids(queues), Words(queues), Positions(queues), Times(queues, q => q.ExpiresAt), Times(queues, q => q.EndedAt), Outcomes(queues));
    }

    private static NpgsqlParameter Ids(ActionQueue[] queues) => ArrayParameter.Of(NpgsqlDbType.Uuid, queues, q => q.QueueId);

    private static NpgsqlParameter Subjects(ActionQueue[] queues) => ArrayParameter.Of(NpgsqlDbType.Text, queues, q => q.Subject);

    private static NpgsqlParameter Words(ActionQueue[] queues) => ArrayParameter.Of(NpgsqlDbType.Text, queues, q => QueueWords.Of(q.Status));

    private static NpgsqlParameter Positions(ActionQueue[] queues) => ArrayParameter.Of(NpgsqlDbType.Integer, queues, q => q.Position);

    private static NpgsqlParameter Outcomes(ActionQueue[] queues) => ArrayParameter.Of(NpgsqlDbType.Text, queues, q => q.Outcome);

    private static NpgsqlParameter Times(ActionQueue[] queues, Func<ActionQueue, DateTimeOffset?> of) =>
        ArrayParameter.Of(NpgsqlDbType.TimestampTz, queues, queue => of(queue)?.ToUniversalTime());
}

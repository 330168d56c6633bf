using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.ActionQueues.Rules;
using IntentEngine.Messaging.Database;
using Npgsql;
using NpgsqlTypes;

namespace IntentEngine.Intents.ActionQueues.Storage;

/// <summary>The statements that read and write subjects and their queues, many at a time, and nothing that decides.</summary>
internal static class SubjectSql
{
    private const string Columns = """
        queue_id, subject, status, priority, owner, token, reason, actions, actions_count, position, worker, execution_id, lease_until, begun_at,
        created_at, running_since, expires_at, ended_at, outcome, resumes
        """;

    /// <summary><c>$1</c> organization, <c>$2</c> subjects. Read before the queues: a version that is too old is noticed, one that is too new would not be.</summary>
    public const string SelectVersions = "select subject, version from action_subjects where organization_id = $1 and subject = any($2)";

    /// <summary><c>$1</c> organization, <c>$2</c> subjects.</summary>
    public const string SelectLive =
        $"select {Columns} from action_queues where organization_id = $1 and subject = any($2) and status in ('waiting', 'running') order by arrival";

    /// <summary><c>$1</c> organization, <c>$2</c> queue ids, <c>$3</c> tokens.</summary>
    public const string SelectKnown = $"select {Columns} from action_queues where organization_id = $1 and (queue_id = any($2) or token = any($3))";

    /// <summary><c>$1</c> organization, <c>$2</c> subject, <c>$3</c> how many, <c>$4</c> how many to skip.</summary>
    public const string SelectNewest = $"select {Columns} from action_queues where organization_id = $1 and subject = $2 order by arrival desc limit $3 offset $4";

    /// <summary>Subjects whose current action nobody has claimed, most urgent first; <c>$1</c> organization, <c>$2</c> how many.</summary>
    public const string SelectClaimable =
        "select subject from action_queues where organization_id = $1 and status = 'running' and execution_id is null order by priority desc, running_since limit $2";

    private const string InsertSubjects = """
        with added as (insert into action_subjects (organization_id, subject, version) select $1, subject, 1 from unnest($2) as n (subject) on conflict do nothing returning 1)
        select expect_updated(case when (select count(*) from added) = cardinality($2) then 1 else 0 end)
        """;

    private const string UpdateSubjects = """
        with moved as (
            update action_subjects s set version = s.version + 1 from unnest($2, $3) as n (subject, version)
            where s.organization_id = $1 and s.subject = n.subject and s.version = n.version returning 1)
        select expect_updated(case when (select count(*) from moved) = cardinality($2) then 1 else 0 end)
        """;

    private const string InsertQueues = """
        insert into action_queues (organization_id, queue_id, subject, status, priority, owner, token, reason, actions, actions_count, position,
                                   created_at, running_since, expires_at, ended_at, outcome, resumes)
        select $1, queue_id, subject, status, priority, owner, token, reason, actions::jsonb, actions_count, position, created_at, running_since, expires_at, ended_at, outcome, resumes
        from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) with ordinality
            as n (queue_id, subject, status, priority, owner, token, reason, actions, actions_count, position, created_at, running_since, expires_at, ended_at, outcome, resumes, place)
        order by place
        """;

    private const string UpdateQueues = """
        update action_queues q set status = n.status, position = n.position, worker = n.worker, execution_id = n.execution_id, lease_until = n.lease_until,
                                   begun_at = n.begun_at, running_since = n.running_since, expires_at = n.expires_at, ended_at = n.ended_at, outcome = n.outcome
        from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            as n (queue_id, status, position, worker, execution_id, lease_until, begun_at, running_since, expires_at, ended_at, outcome)
        where q.organization_id = $1 and q.queue_id = n.queue_id
        """;

    private const string Forget = "delete from execution_records where organization_id = $1 and subject = $2 and ($3 is null or owner = $3)";

    // One statement, so one snapshot: either nobody has enqueued yet, or the commit fails as it does when a version has moved.
    private const string ForgetOfUnknown = """
        with known as (select 1 from action_subjects where organization_id = $1 and subject = $2),
             gone as (delete from execution_records where organization_id = $1 and subject = $2 and ($3 is null or owner = $3) and not exists (select 1 from known))
        select expect_updated(case when exists (select 1 from known) then 0 else 1 end)
        """;

    /// <summary>Moves the versions of subjects on; the commit fails when somebody else did.</summary>
    public static void Move(UnitOfWork unit, IReadOnlyCollection<SubjectState> subjects)
    {
        // In one order everywhere, so that two batches do not wait for each other.
        var added = subjects.Where(s => s.Version == 0).Select(s => s.Name).Order(StringComparer.Ordinal).ToArray();
        var known = subjects.Where(s => s.Version > 0).OrderBy(s => s.Name, StringComparer.Ordinal).ToArray();
        if (added.Length > 0) unit.Add(InsertSubjects, Parameter.Uuid(unit.OrganizationId), Parameter.Texts(added));
        if (known.Length > 0)
            unit.Add(UpdateSubjects, Parameter.Uuid(unit.OrganizationId), Parameter.Texts([.. known.Select(s => s.Name)]), ArrayParameter.Of(NpgsqlDbType.Integer, known.Select(s => s.Version)));
    }

    /// <summary>Writes queues that changed and queues that are new; those that ended first, so that at no moment two of a subject run.</summary>
    public static void Write(UnitOfWork unit, IReadOnlyCollection<SubjectState> subjects)
    {
        var changed = subjects.SelectMany(s => s.Changed).ToArray();
        Update(unit, [.. changed.Where(q => !q.IsLive)]);
        // A queue that was rejected before it ran and one that begins to run never clash; a restored one may step back first.
        Update(unit, [.. changed.Where(q => q.Status == QueueStatus.Waiting)]);
        Update(unit, [.. changed.Where(q => q.Status == QueueStatus.Running)]);
        Insert(unit, [.. subjects.SelectMany(s => s.Added)]);
    }

    /// <summary>Forgets the records of a subject that are kept here; of an unknown one only while it has no row, since there is no version to move on.</summary>
    public static void ForgetRecords(UnitOfWork unit, Effect.Forgotten forgotten, bool ofUnknown) =>
        unit.Add(ofUnknown ? ForgetOfUnknown : Forget, Parameter.Uuid(unit.OrganizationId), Parameter.Text(forgotten.Subject), Parameter.Text(forgotten.Owner));

    /// <summary>The queue in the reader's current row.</summary>
    public static ActionQueue Read(NpgsqlDataReader row) => new()
    {
        QueueId = row.GetGuid(0),
        Subject = row.GetString(1),
        Status = Enum.Parse<QueueStatus>(row.GetString(2), ignoreCase: true),
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
        EndedAt = Time(row, 17),
        Outcome = row.IsDBNull(18) ? null : row.GetString(18),
        Resumes = row.GetBoolean(19),
    };

    private static void Insert(UnitOfWork unit, ActionQueue[] queues)
    {
        if (queues.Length == 0) return;
        unit.Add(InsertQueues, Parameter.Uuid(unit.OrganizationId),
            Parameter.Uuids([.. queues.Select(q => q.QueueId)]),
            Parameter.Texts([.. queues.Select(q => q.Subject)]),
            Parameter.Texts([.. queues.Select(Word)]),
            ArrayParameter.Of(NpgsqlDbType.Integer, queues.Select(q => (int)q.Priority)),
            Parameter.Texts([.. queues.Select(q => q.Owner)]),
            Parameter.Texts([.. queues.Select(q => q.Token)]),
            Parameter.Texts([.. queues.Select(q => q.Reason)]),
            Parameter.Texts([.. queues.Select(q => q.Actions)]),
            ArrayParameter.Of(NpgsqlDbType.Integer, queues.Select(q => q.Count)),
            ArrayParameter.Of(NpgsqlDbType.Integer, queues.Select(q => q.Position)),
            Times(queues, q => q.CreatedAt), Times(queues, q => q.RunningSince), Times(queues, q => q.ExpiresAt), Times(queues, q => q.EndedAt),
            Parameter.Texts([.. queues.Select(q => q.Outcome)]), ArrayParameter.Of(NpgsqlDbType.Boolean, queues.Select(q => q.Resumes)));
    }

    private static void Update(UnitOfWork unit, ActionQueue[] queues)
    {
        if (queues.Length == 0) return;
        unit.Add(UpdateQueues, Parameter.Uuid(unit.OrganizationId),
            Parameter.Uuids([.. queues.Select(q => q.QueueId)]),
            Parameter.Texts([.. queues.Select(Word)]),
            ArrayParameter.Of(NpgsqlDbType.Integer, queues.Select(q => q.Position)),
            Parameter.Texts([.. queues.Select(q => q.Claim?.Worker)]),
            ArrayParameter.Of(NpgsqlDbType.Uuid, queues.Select(q => q.Claim?.ExecutionId)),
            Times(queues, q => q.Claim?.LeaseUntil), Times(queues, q => q.Claim?.BegunAt), Times(queues, q => q.RunningSince), Times(queues, q => q.ExpiresAt), Times(queues, q => q.EndedAt),
            Parameter.Texts([.. queues.Select(q => q.Outcome)]));
    }

    private static string Word(ActionQueue queue) => QueueWords.Of(queue.Status);

    private static NpgsqlParameter Times(ActionQueue[] queues, Func<ActionQueue, DateTimeOffset?> of) =>
        ArrayParameter.Of(NpgsqlDbType.TimestampTz, queues.Select(queue => of(queue)?.ToUniversalTime()));

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}

using IntentEngine.Intents.Lifecycle;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Log;

/// <summary>The statements that read and write <c>intent_executions</c> and its audit log, and nothing that decides.</summary>
internal static class IntentSql
{
    /// <summary>One intent; <c>$1</c> organization, <c>$2</c> id.</summary>
    public const string Select = $"select {IntentColumns.All} from intent_executions where tenant_id = $1 and intent_id = $2";

    /// <summary>What waits for the same target and type; <c>$1</c> organization, <c>$2</c> target, <c>$3</c> type.</summary>
    public const string SelectWaiting =
        $"select {IntentColumns.All} from intent_executions where tenant_id = $1 and target_artifact_id = $2 and intent_type = $3 and status = 'pending' order by intent_id";

    private const string Insert = """
        with created as (
            insert into intent_executions (tenant_id, intent_id, intent_type, target_artifact_id, context, created_by, session_id, created_at, updated_at,
                                           owner, completion_token, correlation_id, parent_execution_id, status, ended_at, error,
                                           priority, not_before, waits_until, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) on conflict do nothing returning 1)
        select expect_updated((select count(*) from created))
        """;

    private const string Update = """
        with changed as (
            update intent_executions set status = $3, worker = $4, execution_id = $5, claimed_at = $6, completed_at = $7, ended_at = $8, error = $9,
                                         result = $10, updated_at = $11, waits_until = $13, lease_until = $14, attempts = $15, version = $16, parent_execution_id = $19
            where tenant_id = $1 and intent_id = $2 and version = $12 and waits_until is not distinct from $17 and lease_until is not distinct from $18 returning 1)
        select expect_updated((select count(*) from changed))
        """;

    private const string Fill = """
        with filled as (
            update intent_executions set intent_type = $3, target_artifact_id = $4, context = $5, created_by = $6, session_id = $7, updated_at = $8, owner = $9,
                                         completion_token = $10, correlation_id = $11, parent_execution_id = $12, priority = $14, not_before = $15, expires_at = $16,
                                         version = version + 1
            where tenant_id = $1 and intent_id = $2 and version = $13 returning 1)
        select expect_updated((select count(*) from filled))
        """;

    private const string Audit = """
        insert into intent_audit_log (organization_id, intent_id, actor_id, action, from_status, to_status, details, ip_address, user_agent, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8::inet, $9, $10)
        """;

    // Who creates for one target and type takes turns: otherwise two at once would not see each other, and both would stay pending.
    internal const string LockTarget = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

    private const string ExpectWaiting = """
        select expect_updated(case when coalesce((select array_agg(intent_id order by intent_id) from intent_executions
            where tenant_id = $1 and target_artifact_id = $2 and intent_type = $3 and status = 'pending'), '{}') = $4 then 1 else 0 end)
        """;

    /// <summary>Adds a new intent; the commit fails when its id was taken in the meantime.</summary>
    public static void Create(UnitOfWork unit, Intent intent) => unit.Add(Insert,
        Parameter.Uuid(intent.OrganizationId), Parameter.Text(intent.IntentId), Parameter.Text(intent.IntentType), Parameter.Text(intent.TargetArtifactId),
        Parameter.JsonText(intent.Context.GetRawText()), Parameter.Text(intent.IsOnlyCancelled ? null : intent.CreatedBy), Parameter.Uuid(intent.SessionId), Parameter.Time(intent.CreatedAt),
        Parameter.Text(intent.Owner), Parameter.Text(intent.CompletionToken), Parameter.Text(intent.CorrelationId), Parameter.Text(intent.ParentExecutionId),
        Parameter.Text(intent.Status.Word()), Parameter.Time(intent.EndedAt), Parameter.Text(intent.Error),
        Parameter.Whole(intent.Priority), Parameter.Time(intent.NotBefore), Parameter.Time(intent.WaitsUntil), Parameter.Time(intent.ExpiresAt));

    /// <summary>Fills in the wish of an intent whose cancellation came first; the commit fails when somebody else did.</summary>
    public static void FillIn(UnitOfWork unit, Intent before, Intent after) => unit.Add(Fill,
        Parameter.Uuid(after.OrganizationId), Parameter.Text(after.IntentId), Parameter.Text(after.IntentType), Parameter.Text(after.TargetArtifactId),
        Parameter.JsonText(after.Context.GetRawText()), Parameter.Text(after.CreatedBy), Parameter.Uuid(after.SessionId), Parameter.Time(after.UpdatedAt),
        Parameter.Text(after.Owner), Parameter.Text(after.CompletionToken), Parameter.Text(after.CorrelationId), Parameter.Text(after.ParentExecutionId),
        Parameter.Whole(before.Version), Parameter.Whole(after.Priority), Parameter.Time(after.NotBefore), Parameter.Time(after.ExpiresAt));

    /// <summary>Saves a change; the commit fails when somebody else changed the intent since <paramref name="before"/>.</summary>
    public static void Save(UnitOfWork unit, Intent before, Intent after) => unit.Add(Update,
        Parameter.Uuid(after.OrganizationId), Parameter.Text(after.IntentId), Parameter.Text(after.Status.Word()), Parameter.Text(after.Worker),
        Parameter.Text(after.ExecutionId), Parameter.Time(after.ClaimedAt), Parameter.Time(after.CompletedAt), Parameter.Time(after.EndedAt),
        Parameter.Text(after.Error), Parameter.JsonText(after.Result?.GetRawText()), Parameter.Time(after.UpdatedAt), Parameter.Whole(before.Version),
        Parameter.Time(after.WaitsUntil), Parameter.Time(after.LeaseUntil), Parameter.Whole(after.Attempts), Parameter.Whole(after.Version),
        Parameter.Time(before.WaitsUntil), Parameter.Time(before.LeaseUntil), Parameter.Text(after.ParentExecutionId));

    /// <summary>Adds the audit row of one transition. Null <paramref name="before"/>: it was created.</summary>
    public static void Record(UnitOfWork unit, Intent? before, Intent after, string action, ChangeRequest request) => unit.Add(Audit,
        Parameter.Uuid(after.OrganizationId), Parameter.Text(after.IntentId), Parameter.Text(request.Actor.Id), Parameter.Text(action),
        Parameter.Text(before?.Status.Word()), Parameter.Text(after.Status.Word()), Parameter.Json(AuditDetails.Of(after, request)),
        Parameter.Text(request.Actor.IpAddress?.ToString()), Parameter.Text(request.Actor.UserAgent), Parameter.Time(after.UpdatedAt));

    /// <summary>Makes the commit fail when other intents than <paramref name="waiting"/> wait for this one's target and type.</summary>
    public static void ExpectStillWaiting(UnitOfWork unit, Intent intent, IEnumerable<Intent> waiting) => unit
        .Add(LockTarget, Parameter.Text(TurnOf(intent)))
        .Add(ExpectWaiting, Parameter.Uuid(intent.OrganizationId), Parameter.Text(intent.TargetArtifactId), Parameter.Text(intent.IntentType),
            Parameter.Texts([.. waiting.Select(w => w.IntentId)]));

    /// <summary>Names the turns of <see cref="LockTarget"/>: one per organization, type and target.</summary>
    internal static string TurnOf(Intent intent) => $"{intent.OrganizationId}\n{intent.IntentType}\n{intent.TargetArtifactId}";
}

using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;
using Npgsql;
using NpgsqlTypes;

namespace IntentEngine.Intents.Creation;

/// <summary>The statements that write many new intents, and their audit rows, at once.</summary>
internal static class JointCreationSql
{
    // There is one way to insert; without this, each batch would be planned anew because its arrays are shorter than a kept plan expects.
    private const string KeepPlans = "select set_config('plan_cache_mode', 'force_generic_plan', true)";

    private const string Insert = """
        with created as (
            insert into intent_executions (tenant_id, intent_id, intent_type, target_artifact_id, context, created_by, session_id, created_at, updated_at,
                                           owner, completion_token, correlation_id, parent_execution_id, priority, not_before, waits_until, expires_at)
            select $1, intent_id, intent_type, target_artifact_id, context, created_by, session_id, $2, $2,
                   owner, completion_token, correlation_id, parent_execution_id, priority, not_before, waits_until, expires_at
            from unnest($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
                as w (intent_id, intent_type, target_artifact_id, context, created_by, session_id, owner, completion_token, correlation_id, parent_execution_id, priority, not_before, waits_until, expires_at)
            on conflict do nothing returning 1)
        select expect_updated(case when (select count(*) from created) = $17 then 1 else 0 end)
        """;

    private const string Audit = """
        insert into intent_audit_log (organization_id, intent_id, actor_id, action, to_status, ip_address, user_agent, created_at)
        select $1, intent_id, actor_id, 'intent_created', 'pending', ip_address::inet, user_agent, $2 from unnest($3, $4, $5, $6) as a (intent_id, actor_id, ip_address, user_agent)
        """;

    /// <summary>Adds the intents; the commit fails when one of their ids is taken.</summary>
    public static void Add(UnitOfWork unit, IReadOnlyList<Intent> intents, IReadOnlyList<Actor> actors)
    {
        unit.Add(KeepPlans);
        unit.Add(Insert, Parameter.Uuid(unit.OrganizationId), Parameter.Time(intents[0].CreatedAt), Texts(intents, i => i.IntentId), Texts(intents, i => i.IntentType),
            Texts(intents, i => i.TargetArtifactId), Array(NpgsqlDbType.Jsonb, intents, i => i.Context.GetRawText()), Texts(intents, i => i.CreatedBy),
            Array(NpgsqlDbType.Uuid, intents, i => i.SessionId), Texts(intents, i => i.Owner), Texts(intents, i => i.CompletionToken), Texts(intents, i => i.CorrelationId),
            Texts(intents, i => i.ParentExecutionId), Array(NpgsqlDbType.Integer, intents, i => i.Priority), Times(intents, i => i.NotBefore),
            Times(intents, i => i.WaitsUntil), Times(intents, i => i.ExpiresAt), Parameter.Whole(intents.Count));
        unit.Add(Audit, Parameter.Uuid(unit.OrganizationId), Parameter.Time(intents[0].CreatedAt), Texts(intents, i => i.IntentId),
            Texts(actors, a => a.Id), Texts(actors, a => a.IpAddress?.ToString()), Texts(actors, a => a.UserAgent));
    }

    private static NpgsqlParameter Texts<T>(IReadOnlyList<T> all, Func<T, string?> value) => Parameter.Texts([.. all.Select(value)]);

    private static NpgsqlParameter Times(IReadOnlyList<Intent> all, Func<Intent, DateTimeOffset?> value) => Array(NpgsqlDbType.TimestampTz, all, value);

    private static NpgsqlParameter Array<T, TValue>(NpgsqlDbType type, IReadOnlyList<T> all, Func<T, TValue> value) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = all.Select(value).ToArray() };
}

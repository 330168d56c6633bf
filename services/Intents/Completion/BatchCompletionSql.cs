using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.Completion;

/// <summary>The statement that completes many intents in one round trip, audit rows included.</summary>
internal static class BatchCompletionSql
{
    // Only what is in progress with the claimant that reports, and has nobody to tell: everything else is decided one by one.
    private static readonly string Complete = $"""
        with reported as (select * from unnest($2, $3, $4) as r (intent_id, execution_id, result)),
        completed as (
            update intent_executions i set status = 'completed', completed_at = $5, ended_at = $5, result = r.result::jsonb, lease_until = null, updated_at = $5, version = version + 1
            from reported r
            where i.tenant_id = $1 and i.intent_id = r.intent_id and i.status = 'in_progress' and i.execution_id = r.execution_id and i.owner is null
            returning {IntentColumns.Of("i")}),
        audited as (
            insert into intent_audit_log (organization_id, intent_id, actor_id, action, from_status, to_status, details, ip_address, user_agent, created_at)
            select $1, intent_id, $6, 'intent_completed', 'in_progress', 'completed', jsonb_build_object('worker', worker, 'execution_id', execution_id), $7::inet, $8, $5 from completed)
        select {IntentColumns.All} from completed
        """;

    /// <summary>The statement for these reports; it answers with the intents it completed.</summary>
    public static NpgsqlBatchCommand Command(Guid organizationId, Actor actor, IReadOnlyList<CompletionReport> reports, DateTimeOffset now) => new(Complete)
    {
        Parameters =
        {
            Parameter.Uuid(organizationId), Parameter.Texts([.. reports.Select(r => r.IntentId)]), Parameter.Texts([.. reports.Select(r => r.ExecutionId)]),
            Parameter.Texts([.. reports.Select(r => r.Result?.GetRawText())]), Parameter.Time(now), Parameter.Text(actor.Id),
            Parameter.Text(actor.IpAddress?.ToString()), Parameter.Text(actor.UserAgent),
        },
    };
}

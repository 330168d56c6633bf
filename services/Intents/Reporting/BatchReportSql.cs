using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.Reporting;

/// <summary>The statement that takes many reports in one round trip, audit rows included.</summary>
internal static class BatchReportSql
{
    private static readonly Dictionary<BatchVerb, string> Statements = new() { [BatchVerb.Complete] = Text(BatchVerb.Complete), [BatchVerb.Fail] = Text(BatchVerb.Fail), [BatchVerb.Release] = Text(BatchVerb.Release) };

    /// <summary>The statement for these reports; it answers with the intents it changed.</summary>
    public static NpgsqlBatchCommand Command(BatchVerb verb, Guid organizationId, Actor actor, IReadOnlyList<BatchReport> reports, DateTimeOffset now) => new(Statements[verb])
    {
        Parameters =
        {
            Parameter.Uuid(organizationId), Parameter.Texts([.. reports.Select(r => r.IntentId)]), Parameter.Texts([.. reports.Select(r => r.ExecutionId)]),
            Parameter.Texts([.. reports.Select(r => r.What)]), Parameter.Time(now), Parameter.Text(actor.Id),
            Parameter.Text(actor.IpAddress?.ToString()), Parameter.Text(actor.UserAgent),
        },
    };

    // Only what is in progress with the claimant that reports, and has nobody to tell: everything else is decided one by one.
    private static string Text(BatchVerb verb) => $"""
        with reported as (select * from unnest($2, $3, $4) as r (intent_id, execution_id, what)),
        changed as (
            update intent_executions i set status = '{verb.To.Word()}', {verb.Sets}, lease_until = null, updated_at = $5, version = version + 1
            from reported r
            where i.tenant_id = $1 and i.intent_id = r.intent_id and i.status = 'in_progress' and i.execution_id = r.execution_id and i.owner is null
            returning {IntentColumns.Of("i")}),
        audited as (
            insert into intent_audit_log (organization_id, intent_id, actor_id, action, from_status, to_status, details, ip_address, user_agent, created_at)
            select $1, intent_id, $6, '{verb.Action}', 'in_progress', '{verb.To.Word()}',
                   jsonb_strip_nulls(jsonb_build_object('worker', worker, 'execution_id', execution_id, 'error', error)), $7::inet, $8, $5 from changed)
        select {IntentColumns.All} from changed
        """;
}

using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.Claiming;

/// <summary>The statement that claims several intents: finds, locks, changes, audits and reads them in one round trip.</summary>
internal static class ClaimBatchSql
{
    // What others hold locked is being claimed by them: it is skipped, not waited for. Each type is read in the order of its index,
    // as far as needed; for several types the best of all of them are taken.
    private static readonly string Claim = $"""
        with picked as materialized (
            select p.place, p.priority, p.created_at, p.intent_id from unnest($2) as wanted (intent_type) cross join lateral (
                select ctid as place, priority, created_at, intent_id from intent_executions
                where tenant_id = $1 and intent_type = wanted.intent_type and status = 'pending' and waits_until is null and (expires_at is null or expires_at > $3)
                order by priority desc, created_at, intent_id limit $4 for update skip locked) as p
            order by p.priority desc, p.created_at, p.intent_id limit $4),
        claimed as (
            update intent_executions set status = 'in_progress', worker = $5, execution_id = gen_random_uuid()::text, claimed_at = $3, lease_until = $6,
                                         attempts = attempts + 1, updated_at = $3, version = version + 1
            where ctid = any (array(select place from picked)) returning {IntentColumns.All}),
        audited as (
            insert into intent_audit_log (organization_id, intent_id, actor_id, action, from_status, to_status, details, ip_address, user_agent, created_at)
            select $1, intent_id, $7, 'intent_claimed', 'pending', 'in_progress', jsonb_strip_nulls(jsonb_build_object('worker', worker, 'execution_id', execution_id, 'message_id', $8)),
                   $9::inet, $10, $3 from claimed)
        select {IntentColumns.All} from claimed order by priority desc, created_at, intent_id
        """;

    /// <summary>The statement for one wish.</summary>
    public static NpgsqlBatchCommand Command(ClaimWish wish, DateTimeOffset now) => new(Claim)
    {
        Parameters =
        {
            Parameter.Uuid(wish.OrganizationId), Parameter.Texts([.. wish.IntentTypes.Distinct()]), Parameter.Time(now), Parameter.Whole(wish.Max), Parameter.Text(wish.Worker),
            Parameter.Time(now + wish.Lease), Parameter.Text(wish.Actor.Id), Parameter.Text(wish.MessageId?.ToString()), Parameter.Text(wish.Actor.IpAddress?.ToString()),
            Parameter.Text(wish.Actor.UserAgent),
        },
    };
}

using IntentEngine.Messaging.Database;
using IntentEngine.Owners.Records;
using Npgsql;

namespace IntentEngine.Intents.ActionQueues.Leaks;

/// <summary>Compares the tokens that queues and intents carry with the records of owners.</summary>
internal sealed class LeakDetector(IntentsDatabase database, ActionQueueMetrics metrics)
{
    private const int Most = 1000;

    // Work that has just been enqueued, or has just ended, may be between its two halves.
    private const string Tokens = """
        carried as (
            select owner, token, subject, queue_id from action_queues where organization_id = $1
            union all
            select owner, completion_token, null, null from intent_executions where tenant_id = $1 and status in ('pending', 'in_progress') and owner is not null)
        """;

    /// <summary>Owners whose records are kept here: those that have any. Of others nothing is known without their list.</summary>
    private const string OwnRecords = $"""
        with records as (select owner, token, subject, created_at from execution_records where organization_id = $1), {Tokens}
        (select 'token' as kind, c.owner, c.subject, c.token, c.queue_id from carried c
            where c.queue_id is not null and c.owner in (select owner from records) and not exists (select from records r where r.owner = c.owner and r.token = c.token) order by 2, 4 limit $2)
        union all
        (select 'record', r.owner, r.subject, r.token, null from records r
            where r.created_at < $3 and not exists (select from carried c where c.owner = r.owner and c.token = r.token) order by 2, 4 limit $2)
        """;

    private const string GivenRecords = $"""
        with records as (select $3 as owner, token, null as subject from unnest($4) as g (token)), {Tokens}
        (select 'token' as kind, c.owner, c.subject, c.token, c.queue_id from carried c
            where c.owner = $3 and not exists (select from records r where r.token = c.token) order by 4 limit $2)
        union all
        (select 'record', r.owner, r.subject, r.token, null from records r
            where not exists (select from carried c where c.owner = r.owner and c.token = r.token) order by 4 limit $2)
        """;

    /// <summary>Looks at the records that are kept here. Records younger than a minute are left alone: they may be on their way to be enqueued.</summary>
    public Task<LeakReport> Look(Guid organizationId, CancellationToken cancel) =>
        Look(organizationId, OwnRecords, [Parameter.Uuid(organizationId), Parameter.Whole(Most), Parameter.Time(database.Clock.GetUtcNow() - TimeSpan.FromMinutes(1))], cancel);

    /// <summary>Compares with the tokens of an owner that keeps its records itself.</summary>
    public Task<LeakReport> Compare(Guid organizationId, string owner, IReadOnlyList<string> tokens, CancellationToken cancel) =>
        Look(organizationId, GivenRecords, [Parameter.Uuid(organizationId), Parameter.Whole(Most), Parameter.Text(owner), Parameter.Texts([.. tokens])], cancel);

    private async Task<LeakReport> Look(Guid organizationId, string sql, NpgsqlParameter[] parameters, CancellationToken cancel)
    {
        var found = await database.ReadAsync(organizationId, sql, parameters, async reader =>
        {
            var leaks = new List<(string Kind, Leak Leak)>();
            while (await reader.ReadAsync(cancel))
                leaks.Add((reader.GetString(0), new Leak(reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), CompletionToken.ForLogs(reader.GetString(3)), reader.IsDBNull(4) ? null : reader.GetGuid(4))));
            return leaks.ToLookup(leak => leak.Kind, leak => leak.Leak);
        }, cancel);
        var report = new LeakReport { TokensWithoutRecord = [.. found["token"]], RecordsWithoutToken = [.. found["record"]] };
        metrics.Leaked(report.TokensWithoutRecord.Count, report.RecordsWithoutToken.Count);
        return report;
    }
}

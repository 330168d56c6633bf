using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.Reporting;

/// <summary>Takes many reports: the plain ones together in one transaction, the others one by one under the same rules.</summary>
internal sealed class BatchReports(IntentsDatabase database, IntentLog log)
{
    /// <summary>Applies what is reported; each report has an outcome of its own.</summary>
    /// <returns>For each report, in the order given, what became of it. Null: it was applied together with others.</returns>
    public async Task<IReadOnlyList<ChangeResult?>> Apply(BatchVerb verb, Guid organizationId, Actor actor, IReadOnlyList<BatchReport> reports, CancellationToken cancel)
    {
        // In one order for everybody, so that two batches with the same intents wait for each other instead of both failing.
        var done = await ApplyPlain(verb, organizationId, actor, [.. reports.OrderBy(r => r.IntentId, StringComparer.Ordinal)], cancel);
        var results = new ChangeResult?[reports.Count];
        for (var i = 0; i < reports.Count; i++)
        {
            var report = reports[i];
            if (done.Contains(report.IntentId)) continue;
            var request = new ChangeRequest { OrganizationId = organizationId, IntentId = report.IntentId, Actor = actor };
            results[i] = await log.Change(request, (intent, now) => verb.Decide(report, intent, now), cancel);
        }

        return results;
    }

    private async Task<HashSet<string>> ApplyPlain(BatchVerb verb, Guid organizationId, Actor actor, IReadOnlyList<BatchReport> reports, CancellationToken cancel)
    {
        await using var connection = await database.App.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var unit = database.Begin(organizationId);
        var done = new HashSet<string>();
        await using (var batch = new NpgsqlBatch(connection, transaction))
        {
            batch.BatchCommands.Add(OrganizationSetting.Command(organizationId));
            batch.BatchCommands.Add(BatchReportSql.Command(verb, organizationId, actor, reports, IntentLog.Instant(unit.Now)));
            await using var reader = await batch.ExecuteReaderAsync(cancel);
            await reader.NextResultAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                var intent = IntentColumns.Read(reader);
                log.Announce(unit, intent);
                done.Add(intent.IntentId);
            }
        }

        await unit.CommitAsync(transaction, cancel);
        return done;
    }
}

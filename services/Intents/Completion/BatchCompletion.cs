using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.Completion;

/// <summary>Completes many intents: the plain ones together in one transaction, the others one by one under the same rules.</summary>
internal sealed class BatchCompletion(IntentsDatabase database, IntentLog log)
{
    /// <summary>Completes what is reported; each report has an outcome of its own.</summary>
    /// <returns>For each report, in the order given, what became of it.</returns>
    public async Task<IReadOnlyList<ChangeResult?>> Complete(Guid organizationId, Actor actor, IReadOnlyList<CompletionReport> reports, CancellationToken cancel)
    {
        // In one order for everybody, so that two batches with the same intents wait for each other instead of both failing.
        var done = await CompletePlain(organizationId, actor, [.. reports.OrderBy(r => r.IntentId, StringComparer.Ordinal)], cancel);
        var results = new ChangeResult?[reports.Count];
        for (var i = 0; i < reports.Count; i++)
        {
            var report = reports[i];
            if (done.Contains(report.IntentId)) continue;
            var request = new ChangeRequest { OrganizationId = organizationId, IntentId = report.IntentId, Actor = actor };
            results[i] = await log.Change(request, (intent, now) => IntentDecisions.Complete(intent, report.ExecutionId, report.Result, now), cancel);
        }

        return results;
    }

    private async Task<HashSet<string>> CompletePlain(Guid organizationId, Actor actor, IReadOnlyList<CompletionReport> reports, CancellationToken cancel)
    {
        await using var connection = await database.App.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var unit = database.Begin(organizationId);
        var done = new HashSet<string>();
        await using (var batch = new NpgsqlBatch(connection, transaction))
        {
            batch.BatchCommands.Add(OrganizationSetting.Command(organizationId));
            batch.BatchCommands.Add(BatchCompletionSql.Command(organizationId, actor, reports, IntentLog.Instant(unit.Now)));
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

using IntentEngine.Contracts.Lineage;
using IntentEngine.Messaging;
using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Outbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace IntentEngine.Workflows.LineageFeed;

/// <summary>Tells Lineage what happened, up to hundreds of facts in one message, so that a step itself costs one message only.</summary>
/// <remarks>
/// One instance at a time relays (an advisory lock); if two ever do, facts are recognised by their ids. Rows are taken by reading
/// what is there, never by "id greater than last": ids are not in commit order. With an in-memory queue rows are kept for an hour
/// after sending, and sent again at start, because the queue dies with the process.
/// </remarks>
public sealed partial class LineageRelay(WorkflowsDatabase database, OutboxDispatcher dispatcher, MessagingOptions messaging, TimeProvider clock, ILogger<LineageRelay> logger) : BackgroundService
{
    private const int BatchSize = 400;
    private const long LeaderLock = 0x1E_11EA6E;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan KeepSent = TimeSpan.FromHours(1);

    /// <summary>Relays one batch.</summary>
    /// <returns>How many feed rows it had.</returns>
    internal async Task<int> RelayOnceAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var batch = await Read(connection, cancel);
        if (batch.Ids.Count == 0) return 0;
        var now = clock.GetUtcNow();
        await dispatcher.SendAsync(new OutgoingMessage
        {
            MessageId = Guid.CreateVersion7(now),
            OrganizationId = Guid.Empty,
            Service = database.Service,
            Due = now,
            Destination = RecordLineage.Queue,
            MessageType = MessageName.Urn<RecordLineage>(),
            Body = batch.ToMessage(),
        });
        await Forget(connection, [.. batch.Ids], now, cancel);
        return batch.Ids.Count;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.Worker.OpenConnectionAsync(stoppingToken);
                await LeadAsync(connection, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(logger, exception.GetType().Name, exception.Message);
            }

            await Task.Delay(TimeSpan.FromSeconds(1), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LeadAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        if (!await TryLead(connection, stop)) return;
        try
        {
            if (!messaging.IsDurable) await Execute(connection, "update lineage_feed set sent_at = null where sent_at is not null", stop);
            while (!stop.IsCancellationRequested)
            {
                if (await RelayOnceAsync(connection, stop) < BatchSize) await Task.Delay(Pause, clock, stop);
            }
        }
        finally
        {
            // The lock belongs to the session, and the session goes back to a pool that does not reset it.
            if (connection.State == System.Data.ConnectionState.Open) await Execute(connection, $"select pg_advisory_unlock({LeaderLock})", CancellationToken.None);
        }
    }

    private static async Task<bool> TryLead(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({LeaderLock})", connection);
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task<FeedBatch> Read(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select id, executions, artifacts from lineage_feed where sent_at is null order by id limit $1", connection) { Parameters = { Parameter.Whole(BatchSize) } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var batch = new FeedBatch();
        while (await reader.ReadAsync(cancel)) batch.Add(reader.GetInt64(0), reader.GetString(1), reader.GetString(2));
        return batch;
    }

    private async Task Forget(NpgsqlConnection connection, long[] ids, DateTimeOffset now, CancellationToken cancel)
    {
        var sql = messaging.IsDurable
            ? "delete from lineage_feed where id = any($1)"
            : "with old as (delete from lineage_feed where sent_at < $3) update lineage_feed set sent_at = $2 where id = any($1)";
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = ids } } };
        if (!messaging.IsDurable)
        {
            command.Parameters.Add(Parameter.Time(now));
            command.Parameters.Add(Parameter.Time(now - KeepSent));
        }

        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    [LoggerMessage(2141, LogLevel.Warning, "Telling Lineage failed ({ExceptionType}: {Reason}); the facts wait in lineage_feed")]
    private static partial void LogFailed(ILogger logger, string exceptionType, string reason);
}

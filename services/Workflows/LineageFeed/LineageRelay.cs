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
/// what is there, never by "id greater than last": ids are not in commit order. A row stays until Lineage has recorded it
/// (<see cref="LineageRecorded"/>) and is sent again when that takes too long: a broker may lose its disk with all that it confirmed.
/// </remarks>
public sealed partial class LineageRelay(WorkflowsDatabase database, OutboxDispatcher dispatcher, TimeProvider clock, ILogger<LineageRelay> logger) : BackgroundService
{
    private const int BatchSize = 400;
    private const long LeaderLock = 0x1E_11EA6E;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Relays one batch.</summary>
    /// <returns>How many feed rows it had.</returns>
    private async Task<int> RelayOnceAsync(NpgsqlConnection connection, UnconfirmedBatches unconfirmed, CancellationToken cancel)
    {
        var batch = await Read(connection, unconfirmed, cancel);
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
        unconfirmed.Add([.. batch.Ids]);
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
            var unconfirmed = new UnconfirmedBatches(clock);
            while (!stop.IsCancellationRequested)
            {
                await Review(connection, unconfirmed, stop);
                if (unconfirmed.IsFull || await RelayOnceAsync(connection, unconfirmed, stop) < BatchSize) await Task.Delay(Pause, clock, stop);
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

    private async Task Review(NpgsqlConnection connection, UnconfirmedBatches unconfirmed, CancellationToken cancel)
    {
        if (unconfirmed.IsEmpty) return;
        await using var command = new NpgsqlCommand("select id from lineage_feed where id = any($1)", connection) { Parameters = { new() { Value = unconfirmed.OneOfEach } } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var there = new HashSet<long>();
        while (await reader.ReadAsync(cancel)) there.Add(reader.GetInt64(0));
        var again = unconfirmed.Review(there);
        if (again > 0) LogAgain(logger, again, UnconfirmedBatches.Patience.TotalSeconds);
    }

    private async Task<FeedBatch> Read(NpgsqlConnection connection, UnconfirmedBatches unconfirmed, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select id, executions, artifacts from lineage_feed where id <> all($2) order by id limit $1", connection)
        {
            Parameters = { Parameter.Whole(BatchSize), new() { Value = unconfirmed.Rows } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var batch = new FeedBatch(database.Service);
        while (await reader.ReadAsync(cancel)) batch.Add(reader.GetInt64(0), reader.GetString(1), reader.GetString(2));
        return batch;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    [LoggerMessage(2142, LogLevel.Warning, "{Batches} batches for Lineage were not recorded within {Seconds} s; they are sent again")]
    private static partial void LogAgain(ILogger logger, int batches, double seconds);

    [LoggerMessage(2141, LogLevel.Warning, "Telling Lineage failed ({ExceptionType}: {Reason}); the facts wait in lineage_feed")]
    private static partial void LogFailed(ILogger logger, string exceptionType, string reason);
}

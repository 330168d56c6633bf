using IntentEngine.Messaging.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace IntentEngine.Messaging.Outbox;

/// <summary>Owns every outbox row that the immediate path did not confirm, and every timer: claims due rows, sends them outside any transaction, deletes them.</summary>
/// <remarks>All instances sweep; <c>for update skip locked</c> and a lease keep them out of each other's way. A race is harmless: the message id stays the same.</remarks>
public sealed partial class OutboxSweeper<TDatabase>(TDatabase database, OutboxDispatcher dispatcher, TimeProvider clock, MessagingMetrics metrics, ILogger<OutboxSweeper<TDatabase>> logger)
    : BackgroundService where TDatabase : ServiceDatabase
{
    private const int BatchSize = 500;

    // The count stops long before its column overflows: a row that nobody ever takes must not stop the others.
    private const string Claim = """
        update outbox set attempts = least(attempts + 1, 1000), due = $1 + least(10, 5 * power(2, least(attempts, 1))) * interval '1 second'
        where message_id in (select message_id from outbox where due <= $1 order by due limit $2 for update skip locked)
        returning message_id, organization_id, due, destination, message_type, trace_parent, mandatory, body
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan DeleteEvery = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan InboxRetention = TimeSpan.FromDays(7);

    /// <summary>Sends everything due now, once.</summary>
    /// <returns>How many rows were claimed.</returns>
    public async Task<int> SweepOnceAsync(CancellationToken cancel)
    {
        var due = await ClaimDue(cancel);
        var sent = await Task.WhenAll(due.Select(SendOne));
        var confirmed = due.Where((_, index) => sent[index]).Select(m => m.MessageId).ToArray();
        await Delete(confirmed, cancel);
        metrics.Swept(confirmed.Length);
        return due.Count;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Repeat(Pause, async cancel => { while (await SweepOnceAsync(cancel) == BatchSize) { } }, stoppingToken),
        Repeat(DeleteEvery, DeleteConfirmed, stoppingToken),
        Repeat(TimeSpan.FromHours(1), ForgetOldDeliveries, stoppingToken));

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await dispatcher.DrainAsync().WaitAsync(TimeSpan.FromSeconds(5), clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Delete(dispatcher.Confirmed(database).Take(int.MaxValue), CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task DeleteConfirmed(CancellationToken cancel)
    {
        var confirmed = dispatcher.Confirmed(database);
        await confirmed.WaitAsync(cancel);
        await Delete(confirmed.Take(1000), cancel);
    }

    private async Task<List<OutgoingMessage>> ClaimDue(CancellationToken cancel)
    {
        await using var command = database.Worker.CreateCommand(Claim);
        command.Parameters.Add(Parameter.Time(clock.GetUtcNow()));
        command.Parameters.Add(Parameter.Whole(BatchSize));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var due = new List<OutgoingMessage>();
        while (await reader.ReadAsync(cancel)) due.Add(Read(reader));
        return due;
    }

    private OutgoingMessage Read(NpgsqlDataReader reader) => new()
    {
        Service = database.Service,
        MessageId = reader.GetGuid(0),
        OrganizationId = reader.GetGuid(1),
        Due = reader.GetFieldValue<DateTimeOffset>(2),
        Destination = reader.GetString(3),
        MessageType = reader.GetString(4),
        TraceParent = reader.IsDBNull(5) ? null : reader.GetString(5),
        Mandatory = reader.GetBoolean(6),
        Body = reader.GetFieldValue<byte[]>(7),
    };

    private async Task<bool> SendOne(OutgoingMessage message)
    {
        try
        {
            await dispatcher.SendAsync(message);
            return true;
        }
        catch (Exception exception)
        {
            metrics.PublishFailed();
            LogNotSent(logger, message.MessageId, message.Destination, exception.GetType().Name, exception.Message);
            return false;
        }
    }

    private async Task Delete(Guid[] messageIds, CancellationToken cancel)
    {
        if (messageIds.Length == 0) return;
        await using var command = database.Worker.CreateCommand("delete from outbox where message_id = any($1)");
        command.Parameters.Add(Parameter.Uuids(messageIds));
        await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task ForgetOldDeliveries(CancellationToken cancel)
    {
        await using var batch = database.Worker.CreateBatch();
        foreach (var sql in (string[])["delete from inbox where received_at < $1", "delete from idempotency_keys where created_at < $1"])
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { Parameter.Time(clock.GetUtcNow() - InboxRetention) } });
        await batch.ExecuteNonQueryAsync(cancel);
    }

    private async Task Repeat(TimeSpan pause, Func<CancellationToken, Task> work, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await work(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The database may be away for a while; rows and timers wait for it.
                LogSweepFailed(logger, database.Service, exception.GetType().Name, exception.Message);
            }

            await Task.Delay(pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1111, LogLevel.Warning, "Message {MessageId} to {Destination} could not be sent ({ExceptionType}: {Reason}); it stays in the outbox")]
    private static partial void LogNotSent(ILogger logger, Guid messageId, string destination, string exceptionType, string reason);

    [LoggerMessage(1112, LogLevel.Warning, "Sweeping the outbox of {Service} failed ({ExceptionType}: {Reason}); it will be tried again")]
    private static partial void LogSweepFailed(ILogger logger, string service, string exceptionType, string reason);
}

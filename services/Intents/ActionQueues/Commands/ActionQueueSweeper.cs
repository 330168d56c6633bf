using IntentEngine.Intents.ActionQueues.Storage;
using IntentEngine.Messaging.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Intents.ActionQueues.Commands;

/// <summary>Sees that time passes for action queues: ends what has run out of it, offers actions again whose worker's lease is over, forgets what ended long ago.</summary>
/// <remarks>All instances sweep; the decision is the subject's, so a race ends in one of them finding nothing to do.</remarks>
internal sealed partial class ActionQueueSweeper(IntentsDatabase database, SubjectLanes lanes, TimeProvider clock, ILogger<ActionQueueSweeper> logger) : BackgroundService
{
    private const int Most = 500;

    private const string SelectDue = """
        select organization_id, subject from (
            (select organization_id, subject from action_queues where expires_at <= $1 order by expires_at limit $2)
            union
            (select organization_id, subject from action_queues where lease_until <= $1 order by lease_until limit $2)) as due
        """;

    private const string Forget = "delete from action_queue_log where created_at < $1 and ended_at < $1";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How long an ended queue still recognises a repeat of its enqueue.</summary>
    internal static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    /// <summary>Does what is due now, once.</summary>
    /// <returns>How many subjects were due.</returns>
    public async Task<int> SweepOnceAsync(CancellationToken cancel)
    {
        var due = new List<(Guid Organization, string Subject)>();
        await using (var command = database.Worker.CreateCommand(SelectDue))
        {
            command.Parameters.Add(Parameter.Time(clock.GetUtcNow()));
            command.Parameters.Add(Parameter.Whole(Most));
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel)) due.Add((reader.GetGuid(0), reader.GetString(1)));
        }

        await Task.WhenAll(due.Select(subject => lanes.Submit(SubjectCommands.Tick(subject.Organization, subject.Subject), cancel)));
        return due.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var forgotten = DateTimeOffset.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SweepOnceAsync(stoppingToken) >= Most) { }
                if (clock.GetUtcNow() - forgotten > TimeSpan.FromHours(1))
                {
                    forgotten = clock.GetUtcNow();
                    await using var command = database.Worker.CreateCommand(Forget);
                    command.Parameters.Add(Parameter.Time(forgotten - Retention));
                    await command.ExecuteNonQueryAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The database may be away for a while; what is due waits for it.
                LogFailed(logger, exception.GetType().Name, exception.Message);
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(2053, LogLevel.Warning, "Sweeping the action queues failed ({ExceptionType}: {Reason}); it will be tried again")]
    private static partial void LogFailed(ILogger logger, string exceptionType, string reason);
}

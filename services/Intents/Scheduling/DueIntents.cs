using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Intents.Scheduling;

/// <summary>Does what time alone brings about: announces intents whose start has come, cancels expired ones, takes back claims whose lease is over.</summary>
/// <remarks>
/// The due times are in the table, so nothing is forgotten over a restart. Every instance does this; who comes second finds nothing due.
/// Nothing depends on its being on time: what has expired, or may not start yet, is not claimed in any case.
/// </remarks>
internal sealed partial class DueIntents(IntentsDatabase database, IntentLog log, TimeProvider clock, ILogger<DueIntents> logger) : BackgroundService
{
    private const int BatchSize = 500;

    private const string Select = "select tenant_id, intent_id from intent_executions where due_at <= $1 order by due_at limit $2";

    private static readonly Actor Clock = new("intents:clock");

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Handles everything that is due now, once.</summary>
    /// <returns>How many intents were handled; those that failed stay due.</returns>
    public async Task<int> SweepOnceAsync(CancellationToken cancel)
    {
        var handled = 0;
        await Parallel.ForEachAsync(await Find(cancel), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancel }, async (due, stop) =>
        {
            if (await Handle(due, stop)) Interlocked.Increment(ref handled);
        });
        return handled;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SweepOnceAsync(stoppingToken) == BatchSize)
                {
                    // More is due.
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The database may be away for a while; what is due waits for it.
                LogSweepFailed(logger, exception.GetType().Name, exception.Message);
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<List<(Guid OrganizationId, string IntentId)>> Find(CancellationToken cancel)
    {
        await using var command = database.Worker.CreateCommand(Select);
        command.Parameters.Add(Parameter.Time(clock.GetUtcNow()));
        command.Parameters.Add(Parameter.Whole(BatchSize));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var due = new List<(Guid, string)>();
        while (await reader.ReadAsync(cancel)) due.Add((reader.GetGuid(0), reader.GetString(1)));
        return due;
    }

    private async Task<bool> Handle((Guid OrganizationId, string IntentId) due, CancellationToken cancel)
    {
        var request = new ChangeRequest { OrganizationId = due.OrganizationId, IntentId = due.IntentId, Actor = Clock };
        try
        {
            if (await log.Change(request, IntentDecisions.Elapse, cancel) is ChangeResult.Done { Intent: var intent })
                LogElapsed(logger, intent.IntentId, intent.Status.Word(), intent.Attempts);
            return true;
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested)
        {
            // One that cannot be changed now must not keep the others waiting.
            LogNotHandled(logger, due.IntentId, exception.GetType().Name, exception.Message);
            return false;
        }
    }

    [LoggerMessage(2101, LogLevel.Information, "Time has come for intent {IntentId}: it is {Status} now, after {Attempts} claims")]
    private static partial void LogElapsed(ILogger logger, string intentId, string status, int attempts);

    [LoggerMessage(2103, LogLevel.Warning, "Intent {IntentId} is due and could not be changed ({ExceptionType}: {Reason}); it will be tried again")]
    private static partial void LogNotHandled(ILogger logger, string intentId, string exceptionType, string reason);

    [LoggerMessage(2102, LogLevel.Warning, "Looking for due intents failed ({ExceptionType}: {Reason}); it will be tried again")]
    private static partial void LogSweepFailed(ILogger logger, string exceptionType, string reason);
}

using IntentEngine.Contracts.Intents;
using IntentEngine.Messaging;
using IntentEngine.Messaging.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Intents.Execution;

/// <summary>Tells the executor again of executions under way: with an in-memory queue a crash loses messages, with a broker the loss of its disk does. PostgreSQL knows what runs.</summary>
/// <remarks>Harmless when nothing was lost: the executor recognises the execution, and reports its end again if it has ended.</remarks>
internal sealed partial class RunningExecutions(IntentsDatabase database, Executions executions, MessagingOptions messaging, TimeProvider clock, ILogger<RunningExecutions> logger) : BackgroundService
{
    private const string Select = """
        select tenant_id, intent_id, claimed_at from intent_executions
        where status = 'in_progress' and worker = $1 and claimed_at < $2 and (claimed_at, intent_id) > ($3, $4) order by claimed_at, intent_id limit $5
        """;

    private const int BatchSize = 100;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(60);

    /// <summary>Tells of every execution that began before <paramref name="before"/>.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> TellOnceAsync(DateTimeOffset before, CancellationToken cancel)
    {
        var (told, after) = (0, (Time: DateTimeOffset.UnixEpoch, Id: ""));
        while (await Find(before, after, cancel) is { Count: > 0 } running)
        {
            foreach (var (organizationId, intentId, _) in running) await executions.TellAgain(organizationId, intentId, cancel);
            told += running.Count;
            after = (running[^1].ClaimedAt, running[^1].IntentId);
        }

        if (told > 0) LogTold(logger, told);
        return told;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What an in-memory queue held died with the process, so all is told at once.
        var age = messaging.IsDurable ? Every : TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TellOnceAsync(clock.GetUtcNow() - age, stoppingToken);
                age = Every;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(logger, exception.GetType().Name, exception.Message);
            }

            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<List<(Guid OrganizationId, string IntentId, DateTimeOffset ClaimedAt)>> Find(DateTimeOffset before, (DateTimeOffset Time, string Id) after, CancellationToken cancel)
    {
        await using var command = database.Worker.CreateCommand(Select);
        command.Parameters.Add(Parameter.Text(ParseContent.Worker));
        command.Parameters.Add(Parameter.Time(before));
        command.Parameters.Add(Parameter.Time(after.Time));
        command.Parameters.Add(Parameter.Text(after.Id));
        command.Parameters.Add(Parameter.Whole(BatchSize));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var running = new List<(Guid, string, DateTimeOffset)>();
        while (await reader.ReadAsync(cancel)) running.Add((reader.GetGuid(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2)));
        return running;
    }

    [LoggerMessage(2111, LogLevel.Information, "The executor was told again of {Count} executions under way")]
    private static partial void LogTold(ILogger logger, int count);

    [LoggerMessage(2112, LogLevel.Warning, "Looking for executions under way failed ({ExceptionType}: {Reason}); it will be tried again")]
    private static partial void LogFailed(ILogger logger, string exceptionType, string reason);
}

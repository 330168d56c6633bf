using IntentEngine.Messaging.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Lineage.Events;

/// <summary>Keeps the months of the log: makes those to come, drops those that are older than they need be kept.</summary>
/// <remarks>Every instance does this; the functions lock, and who comes second finds nothing to do. A month that was not made in time costs nothing but order: its events wait in the default partition.</remarks>
internal sealed partial class EventUpkeep(LineageDatabase database, EventSettings settings, TimeProvider clock, ILogger<EventUpkeep> logger) : BackgroundService
{
    private const int MonthsAhead = 3;

    /// <summary>Makes and drops what is due now.</summary>
    /// <returns>How many partitions were made and how many were dropped.</returns>
    public async Task<(int Made, int Dropped)> RunOnceAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var made = await CallAsync("select make_event_partitions($1, $2)", [now, now.AddMonths(MonthsAhead)], cancel);
        // Whatever is kept at least a month is never of a month that was just made.
        var dropped = settings.Retention is { } kept ? await CallAsync("select drop_event_partitions($1)", [now - kept], cancel) : 0;
        if (made + dropped > 0) LogDone(logger, made, dropped);
        return (made, dropped);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(logger, exception.GetType().Name, exception.Message);
            }

            await Task.Delay(settings.Upkeep, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> CallAsync(string sql, DateTimeOffset[] times, CancellationToken cancel)
    {
        await using var command = database.Worker.CreateCommand(sql);
        foreach (var time in times) command.Parameters.Add(Parameter.Time(time));
        return (int)(await command.ExecuteScalarAsync(cancel))!;
    }

    [LoggerMessage(3113, LogLevel.Information, "Partitions of the event log: {Made} made, {Dropped} dropped")]
    private static partial void LogDone(ILogger logger, int made, int dropped);

    [LoggerMessage(3114, LogLevel.Warning, "The upkeep of the event log failed ({ExceptionType}: {Reason}); it will be tried again")]
    private static partial void LogFailed(ILogger logger, string exceptionType, string reason);
}

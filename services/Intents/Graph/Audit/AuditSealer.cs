using IntentEngine.Messaging.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Intents.Graph.Audit;

/// <summary>Seals history twice a second, for as long as the process lives.</summary>
internal sealed partial class AuditSealer(AuditSealing sealing, TimeProvider clock, ILogger<AuditSealer> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await Next(timer, stoppingToken))
            try
            {
                await sealing.SealOnceAsync(stoppingToken);
            }
            catch (Exception failure) when (TransientFaults.IsTransient(failure) && !stoppingToken.IsCancellationRequested)
            {
                // What is pending stays pending; the next turn finds it.
                LogFailed(logger, failure);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
    }

    private static async Task<bool> Next(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(2101, LogLevel.Warning, "The audit chain of the intent graph could not be continued now; it will be tried again")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}

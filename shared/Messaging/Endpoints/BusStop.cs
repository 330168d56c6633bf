using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Messaging.Endpoints;

/// <summary>Starts and stops the bus in MassTransit's stead, and does not wait for ever for its stop: the client of the broker can hang in a connection that broke.</summary>
/// <remarks>What is given up ends with the process. Nothing is lost by it: deliveries that were not acknowledged come again.</remarks>
internal sealed partial class BusStop(IHostedService bus, EndpointActivity activity, TimeProvider clock, ILogger<BusStop> logger) : IHostedService, IAsyncDisposable
{
    /// <summary>Longest wait while something is in hand; consumers have 20 s to end.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(25);

    /// <summary>Longest wait when nothing is in hand.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    public Task StartAsync(CancellationToken cancellationToken) => bus.StartAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var since = clock.GetTimestamp();
        var stop = Task.Run(() => bus.StopAsync(cancellationToken), CancellationToken.None);
        while (!stop.IsCompleted && clock.GetElapsedTime(since) < (activity.IsIdle ? Idle : Longest))
            await Task.WhenAny(stop, Task.Delay(Pace, clock, CancellationToken.None));
        if (stop.IsCompleted)
        {
            await stop;
            return;
        }

        _ = stop.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        LogGivenUp(logger, clock.GetElapsedTime(since).TotalSeconds);
    }

    /// <summary>Stops a bus that was started and never stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        if (bus is IAsyncDisposable disposable) await disposable.DisposeAsync().AsTask().WaitAsync(Idle, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(1144, LogLevel.Warning, "The bus did not stop within {Seconds:0} s; its connections end with the process")]
    private static partial void LogGivenUp(ILogger logger, double seconds);
}

using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Messaging.Endpoints;

/// <summary>Ends the process when an endpoint stops consuming although the broker takes messages for it; the supervisor then starts it anew.</summary>
/// <remarks>
/// MassTransit 8.4.0 can lose a consumer for good while its health check says healthy (specification: reliability §0, 2–4).
/// A broker that is down is not the endpoint's fault: only a confirmed canary counts.
/// </remarks>
public sealed partial class EndpointWatchdog(
    IBus bus, IEnumerable<MessageEndpoint> endpoints, EndpointActivity activity, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<EndpointWatchdog> logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, DateTimeOffset> _unanswered = [];

    /// <summary>Sends a canary to every endpoint and judges the ones that went unanswered.</summary>
    /// <returns>Names of the endpoints that are dead.</returns>
    internal async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancel)
    {
        var dead = new List<string>();
        foreach (var endpoint in endpoints)
        {
            var state = activity.Of(endpoint.Name);
            if (_unanswered.TryGetValue(endpoint.Name, out var since))
            {
                if (state.SinceLastReceived < clock.GetUtcNow() - since) _unanswered.Remove(endpoint.Name);
                else if (clock.GetUtcNow() - since >= Patience && state.InHand < endpoint.Concurrency) dead.Add(endpoint.Name);
            }

            await SendCanary(endpoint.Name, cancel);
        }

        return dead;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(t => t.IsCompletedSuccessfully && t.Result, TaskScheduler.Default))
        {
            var dead = await CheckAsync(stoppingToken);
            if (dead.Count == 0) continue;
            foreach (var endpoint in dead) LogDead(logger, endpoint, Patience.TotalSeconds);
            Environment.ExitCode = 70;
            lifetime.StopApplication();
            return;
        }
    }

    private async Task SendCanary(string endpoint, CancellationToken cancel)
    {
        try
        {
            var target = await bus.GetSendEndpoint(new Uri($"exchange:{endpoint}"));
            var now = clock.GetUtcNow();
            await target.Send(new Canary { SentAt = now }, context => context.TimeToLive = Patience, CancellationToken.None).WaitAsync(Every / 2, clock, cancel);
            _unanswered.TryAdd(endpoint, now);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotSent(logger, endpoint, exception.GetType().Name, exception.Message);
        }
    }

    [LoggerMessage(1141, LogLevel.Critical, "Endpoint {Endpoint} consumed nothing for {Seconds} s although the broker has messages for it; stopping so that the supervisor restarts the service")]
    private static partial void LogDead(ILogger logger, string endpoint, double seconds);

    [LoggerMessage(1142, LogLevel.Warning, "No canary could be sent to {Endpoint} ({ExceptionType}: {Reason}); the broker may be away")]
    private static partial void LogNotSent(ILogger logger, string endpoint, string exceptionType, string reason);
}

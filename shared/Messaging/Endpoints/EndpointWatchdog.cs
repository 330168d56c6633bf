using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Messaging.Endpoints;

/// <summary>Ends the process when an endpoint stops consuming although the broker takes messages for it, or when nothing can be sent although the broker answers; the supervisor then starts it anew.</summary>
/// <remarks>
/// MassTransit 8.4.0 can lose a consumer for good while its health check says healthy (specification: reliability §0, 2–4).
/// RabbitMQ.Client 7.1.2 can hang while it closes a broken connection, and on that one nothing is sent or consumed any more.
/// A broker that is down is nobody's fault here: a canary counts when it was confirmed, and a failed one when the broker takes a new connection.
/// </remarks>
internal sealed partial class EndpointWatchdog(
    IBus bus, IEnumerable<MessageEndpoint> endpoints, EndpointActivity activity, Func<CancellationToken, Task<bool>> brokerAnswers, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<EndpointWatchdog> logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, long> _unanswered = [];
    private long? _mute;

    /// <summary>Whether nothing could be sent for half a minute in which the broker answered all the time.</summary>
    internal bool IsMute => _mute is { } since && clock.GetElapsedTime(since) >= Patience;

    /// <summary>Judges the endpoints whose canary went unanswered, then sends a canary to every endpoint.</summary>
    /// <returns>Names of the endpoints that are dead.</returns>
    internal async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancel)
    {
        var now = clock.GetTimestamp();
        var dead = endpoints.Where(IsDead).Select(endpoint => endpoint.Name).ToList();
        // All at once: one after the other, the waits for an absent broker would add up to more than the patience.
        var confirmed = await Task.WhenAll(endpoints.Select(async endpoint => (endpoint.Name, Taken: await SendCanary(endpoint.Name, cancel))));
        foreach (var (name, taken) in confirmed)
        {
            if (taken) _unanswered.TryAdd(name, now);
            else _unanswered.Remove(name);
        }

        if (confirmed.Length == 0 || confirmed.Any(canary => canary.Taken) || !await brokerAnswers(cancel)) _mute = null;
        else _mute ??= now;
        return dead;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(t => t.IsCompletedSuccessfully && t.Result, TaskScheduler.Default))
        {
            var dead = await CheckAsync(stoppingToken);
            if (dead.Count == 0 && !IsMute) continue;
            foreach (var endpoint in dead) LogDead(logger, endpoint, Patience.TotalSeconds);
            if (IsMute) LogMute(logger, Patience.TotalSeconds);
            Environment.ExitCode = 70;
            lifetime.StopApplication();
            return;
        }
    }

    private bool IsDead(MessageEndpoint endpoint)
    {
        if (!_unanswered.TryGetValue(endpoint.Name, out var sent)) return false;
        var state = activity.Of(endpoint.Name);
        var unanswered = clock.GetElapsedTime(sent);
        if (state.Idle <= unanswered)
        {
            _unanswered.Remove(endpoint.Name);
            return false;
        }

        // One with all hands full takes no canary either.
        return unanswered >= Patience && state.InHand < endpoint.Concurrency;
    }

    private async Task<bool> SendCanary(string endpoint, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var timer = clock.CreateTimer(_ => patience.Cancel(), null, Every / 2, Timeout.InfiniteTimeSpan);
        try
        {
            var target = await bus.GetSendEndpoint(new Uri($"exchange:{endpoint}"));
            await target.Send(new Canary { SentAt = clock.GetUtcNow() }, context => context.TimeToLive = Patience, patience.Token).WaitAsync(patience.Token);
            return true;
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested)
        {
            LogNotSent(logger, endpoint, exception.GetType().Name, exception.Message);
            return false;
        }
    }

    [LoggerMessage(1141, LogLevel.Critical, "Endpoint {Endpoint} consumed nothing for {Seconds} s although the broker has messages for it; stopping so that the supervisor restarts the service")]
    private static partial void LogDead(ILogger logger, string endpoint, double seconds);

    [LoggerMessage(1145, LogLevel.Critical, "Nothing could be sent for {Seconds} s although the broker answers; stopping so that the supervisor restarts the service")]
    private static partial void LogMute(ILogger logger, double seconds);

    [LoggerMessage(1142, LogLevel.Warning, "No canary could be sent to {Endpoint} ({ExceptionType}: {Reason}); the broker may be away")]
    private static partial void LogNotSent(ILogger logger, string endpoint, string exceptionType, string reason);
}

using System.Collections.Concurrent;
using MassTransit;

namespace IntentEngine.Messaging.Hosts;

/// <summary>Counts finished deliveries by a header that tests set, whether or not the message has an id or can be read.</summary>
public sealed class Deliveries : IReceiveObserver
{
    public const string Marker = "test-marker";

    private readonly ConcurrentDictionary<string, int> _marked = new();
    private int _begun;
    private int _finished;
    private int _redelivered;

    /// <summary>How often a message with this marker was acknowledged.</summary>
    public int Finished(string marker) => _marked.GetValueOrDefault(marker);

    /// <summary>Every delivery so far ended with an acknowledgement; none went back to its queue.</summary>
    public async Task AreAllAcknowledged()
    {
        await Eventually.Holds(() => Task.FromResult(Volatile.Read(ref _begun) == Volatile.Read(ref _finished)), "every delivery to be acknowledged");
        _redelivered.ShouldBe(0);
    }

    public Task PreReceive(ReceiveContext context)
    {
        Interlocked.Increment(ref _begun);
        if (context.Redelivered) Interlocked.Increment(ref _redelivered);
        return Task.CompletedTask;
    }

    public Task PostReceive(ReceiveContext context)
    {
        if (context.TransportHeaders.TryGetHeader(Marker, out var marker)) _marked.AddOrUpdate(marker.ToString()!, 1, (_, count) => count + 1);
        Interlocked.Increment(ref _finished);
        return Task.CompletedTask;
    }

    // Also told of what was parked.
    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception) where T : class => Task.CompletedTask;
}

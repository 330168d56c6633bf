using System.Collections.Concurrent;
using MassTransit;

namespace IntentEngine.Messaging.Hosts;

/// <summary>Counts finished deliveries by a header that tests set, whether or not the message has an id or can be read.</summary>
public sealed class Deliveries : IReceiveObserver
{
    public const string Marker = "test-marker";

    private readonly ConcurrentDictionary<string, int> _finished = new();
    private readonly ConcurrentQueue<Exception> _refused = new();

    /// <summary>What was thrown past the guard, so that the message went back to its queue.</summary>
    public IReadOnlyCollection<Exception> Refused => _refused;

    public int Finished(string marker) => _finished.GetValueOrDefault(marker);

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Note(context);

    public Task ReceiveFault(ReceiveContext context, Exception exception)
    {
        _refused.Enqueue(exception);
        return Note(context);
    }

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception) where T : class => Task.CompletedTask;

    private Task Note(ReceiveContext context)
    {
        if (context.TransportHeaders.TryGetHeader(Marker, out var marker)) _finished.AddOrUpdate(marker.ToString()!, 1, (_, count) => count + 1);
        return Task.CompletedTask;
    }
}

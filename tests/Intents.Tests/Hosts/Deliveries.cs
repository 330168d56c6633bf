using System.Collections.Concurrent;
using MassTransit;

namespace IntentEngine.Intents.Hosts;

/// <summary>Counts finished deliveries by message id, so that a test can wait for the second one of the same message.</summary>
public sealed class Deliveries : IReceiveObserver
{
    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> _finished = new();

    /// <summary>Returns after one more delivery of the message has been finished.</summary>
    public async Task Next(Guid messageId)
    {
        if (!await Of(messageId).WaitAsync(TimeSpan.FromSeconds(30))) throw new TimeoutException($"Message {messageId} was not handled within 30 s.");
    }

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context)
    {
        if (context.GetMessageId() is { } id) Of(id).Release();
        return Task.CompletedTask;
    }

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception) where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;

    private SemaphoreSlim Of(Guid messageId) => _finished.GetOrAdd(messageId, _ => new SemaphoreSlim(0));
}

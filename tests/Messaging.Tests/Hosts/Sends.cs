using System.Collections.Concurrent;
using MassTransit;

namespace IntentEngine.Messaging.Hosts;

/// <summary>Stands between the outbox and the broker: counts what is sent, can hold it up or fail it.</summary>
public sealed class Sends : ISendObserver, IPublishObserver
{
    private readonly ConcurrentQueue<Guid?> _started = new();
    private readonly ConcurrentQueue<object> _messages = new();

    /// <summary>Runs before each send; what it throws is what the sender gets.</summary>
    public Func<SendContext, Task> Before { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<Guid?> Started => [.. _started];

    /// <summary>Types of what was sent or published.</summary>
    public IReadOnlyList<string> Types => [.. _messages.Select(m => m.GetType().ToString())];

    public Task PreSend<T>(SendContext<T> context) where T : class
    {
        _started.Enqueue(context.MessageId);
        _messages.Enqueue(context.Message);
        return Before(context);
    }

    public Task PrePublish<T>(PublishContext<T> context) where T : class
    {
        _messages.Enqueue(context.Message);
        return Task.CompletedTask;
    }

    public Task PostPublish<T>(PublishContext<T> context) where T : class => Task.CompletedTask;

    public Task PublishFault<T>(PublishContext<T> context, Exception exception) where T : class => Task.CompletedTask;

    public Task PostSend<T>(SendContext<T> context) where T : class => Task.CompletedTask;

    public Task SendFault<T>(SendContext<T> context, Exception exception) where T : class => Task.CompletedTask;
}

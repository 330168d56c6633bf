using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace IntentEngine.Bench;

/// <summary>The least a router on this broker can do: consume from a quorum queue, publish to another with confirmation, acknowledge.</summary>
internal static class RouterFloor
{
    private static readonly byte[] Body = new byte[190];

    /// <summary>Messages per second, published by somebody else at the same time.</summary>
    public static async Task<double> Measure(Uri rabbitMq, string name, int messages, int inFlight)
    {
        await using var connection = await new ConnectionFactory { Uri = rabbitMq, ConsumerDispatchConcurrency = (ushort)inFlight }.CreateConnectionAsync();
        await using var publish = await connection.CreateChannelAsync(new CreateChannelOptions(true, true, null, (ushort)inFlight));
        await using var consume = await connection.CreateChannelAsync(new CreateChannelOptions(false, false, null, (ushort)inFlight));
        foreach (var queue in (string[])[$"{name}_in", $"{name}_out"])
            await publish.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await consume.BasicQosAsync(0, (ushort)(inFlight * 2), false);

        var routed = 0;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var consumer = new AsyncEventingBasicConsumer(consume);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            await publish.BasicPublishAsync("", $"{name}_out", true, new BasicProperties { DeliveryMode = DeliveryModes.Persistent }, delivery.Body.ToArray());
            await consume.BasicAckAsync(delivery.DeliveryTag, false);
            if (Interlocked.Increment(ref routed) == messages) done.TrySetResult();
        };
        await consume.BasicConsumeAsync($"{name}_in", false, consumer);
        var watch = Stopwatch.StartNew();
        await Publisher.Send(rabbitMq, "", $"{name}_in", Enumerable.Repeat((new BasicProperties { DeliveryMode = DeliveryModes.Persistent }, Body), messages));
        await done.Task;
        return messages / watch.Elapsed.TotalSeconds;
    }
}

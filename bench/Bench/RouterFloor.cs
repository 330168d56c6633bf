using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace IntentEngine.Bench;

/// <summary>The least a router on this broker can do: consume from a quorum queue, publish to another with confirmation, acknowledge. No decision, no state, no database.</summary>
/// <remarks>The same guarantees as the router's from message to message: durable queues, persistent messages, confirmed publishes, acknowledged by hand once the publish is confirmed.</remarks>
internal static class RouterFloor
{
    /// <summary>A message without properties; its body is as long as a report that an action is done.</summary>
    public static (BasicProperties Properties, byte[] Body) Bare => (new BasicProperties { DeliveryMode = DeliveryModes.Persistent }, new byte[190]);

    /// <summary>Messages per second, published by somebody else at the same time.</summary>
    /// <param name="rabbitMq">The broker.</param>
    /// <param name="name">Begins the names of the two queues.</param>
    /// <param name="reports">What is published to the first.</param>
    /// <param name="outcome">What is published to the second for each of them.</param>
    /// <param name="inFlight">How many at a time.</param>
    public static async Task<double> Measure(Uri rabbitMq, string name, IReadOnlyCollection<(BasicProperties, byte[])> reports, (IReadOnlyBasicProperties Properties, byte[] Body) outcome, int inFlight)
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
            await publish.BasicPublishAsync("", $"{name}_out", true, new BasicProperties(outcome.Properties), outcome.Body);
            await consume.BasicAckAsync(delivery.DeliveryTag, false);
            if (Interlocked.Increment(ref routed) == reports.Count) done.TrySetResult();
        };
        await consume.BasicConsumeAsync($"{name}_in", false, consumer);
        var watch = Stopwatch.StartNew();
        await Publisher.Send(rabbitMq, "", $"{name}_in", reports);
        await done.Task;
        var rate = reports.Count / watch.Elapsed.TotalSeconds;
        foreach (var queue in (string[])[$"{name}_in", $"{name}_out"]) await publish.QueueDeleteAsync(queue);
        return rate;
    }
}

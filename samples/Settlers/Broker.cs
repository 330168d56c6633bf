using System.Text;
using System.Text.Json;
using IntentEngine.Contracts;
using MassTransit;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace IntentEngine.Settlers;

/// <summary>The engine as anybody sees it who has an AMQP client: raw JSON on queues and exchanges with frozen names (docs/asyncapi.yaml).</summary>
public sealed class Broker : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly Guid _organization;

    private Broker(IConnection connection, IChannel channel, Guid organization) => (_connection, _channel, _organization) = (connection, channel, organization);

    /// <summary>Connects for one organization.</summary>
    public static async Task<Broker> ConnectAsync(Uri amqp, Guid organization)
    {
        var connection = await new ConnectionFactory { Uri = amqp }.CreateConnectionAsync();
        return new Broker(connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true)), organization);
    }

    /// <summary>Sends a command to the queue of its owner.</summary>
    public async Task Send<T>(string queue, T command) where T : class
    {
        var properties = new BasicProperties
        {
            MessageId = Guid.NewGuid().ToString(),
            ContentType = "application/json",
            DeliveryMode = DeliveryModes.Persistent,
            Headers = new Dictionary<string, object?> { ["MT-MessageType"] = MessageUrn.ForTypeString<T>(), ["ie-organization"] = _organization.ToString() },
        };
        await _channel.BasicPublishAsync(queue, "", mandatory: true, properties, JsonSerializer.SerializeToUtf8Bytes(command, ContractJson.Options));
    }

    /// <summary>Listens on a queue of its own, bound to the exchange of the same name and to those of facts.</summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="facts">Exchanges of facts.</param>
    /// <param name="handle">Gets type and body; the message is acknowledged when it has ended.</param>
    public async Task Listen(string queue, IReadOnlyList<string> facts, Func<string, ReadOnlyMemory<byte>, Task> handle)
    {
        var channel = await _connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        foreach (var exchange in facts.Prepend(queue))
        {
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
            await channel.QueueBindAsync(queue, exchange, "");
        }

        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            var type = delivery.BasicProperties.Headers?["MT-MessageType"] is byte[] bytes ? Encoding.UTF8.GetString(bytes) : "";
            await handle(type, delivery.Body);
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}

using RabbitMQ.Client;

namespace IntentEngine.Bench;

/// <summary>Publishes as fast as confirmations allow, on a connection of its own: the world outside.</summary>
internal static class Publisher
{
    private const int Window = 512;

    public static async Task Send(Uri rabbitMq, string exchange, string routingKey, IEnumerable<(BasicProperties Properties, byte[] Body)> messages)
    {
        await using var connection = await new ConnectionFactory { Uri = rabbitMq }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        foreach (var some in messages.Chunk(Window))
            await Task.WhenAll(some.Select(message => channel.BasicPublishAsync(exchange, routingKey, true, message.Properties, message.Body).AsTask()));
    }
}

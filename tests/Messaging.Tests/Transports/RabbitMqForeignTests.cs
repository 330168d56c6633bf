using System.Text;
using IntentEngine.Messaging.Hosts;
using RabbitMQ.Client;

namespace IntentEngine.Messaging.Transports;

/// <summary>Programs in other languages on the same broker, with nothing but AMQP.</summary>
public sealed class RabbitMqForeignTests(RabbitMqTransport transport) : IClassFixture<RabbitMqTransport>, IAsyncLifetime
{
    private readonly Guid _organization = Guid.NewGuid();
    private readonly Guid _work = Guid.NewGuid();
    private IConnection _connection = null!;
    private IChannel _channel = null!;

    public async ValueTask InitializeAsync()
    {
        _connection = await new ConnectionFactory { Uri = transport.VirtualHost.Uri }.CreateConnectionAsync();
        _channel = await _connection.CreateChannelAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    [Fact]
    public async Task Plain_JSON_with_two_properties_is_a_command()
    {
        await Publish(Guid.NewGuid().ToString());

        await transport.Host.Heard.Hears(_work);
        (await transport.Host.Database.Count(_organization, "effects")).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_id_that_is_no_UUID_is_refused()
    {
        await Publish("order-17");

        await Eventually.Holds(async () => await Parked() == "Expected a message id, by which a repeated delivery is recognised; came none. Set the property message_id to a UUID.", "the message to be parked");
        (await transport.Host.Database.Count(_organization, "effects")).ShouldBe(0);
    }

    [Fact]
    public async Task A_message_that_keeps_killing_its_consumer_is_parked_before_it_does_so_again()
    {
        var setup = await transport.NewSetupAsync();
        await (await MessagingHost.StartAsync(setup)).DisposeAsync();
        await using var connection = await new ConnectionFactory { Uri = setup.Broker! }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync("", DoWork.Queue, false, Properties(Guid.NewGuid().ToString()), Body());
        for (var deliveries = 0; deliveries < 21; deliveries++)
        {
            var got = await Eventually.Gives(() => channel.BasicGetAsync(DoWork.Queue, autoAck: false), "the message");
            await channel.BasicNackAsync(got.DeliveryTag, multiple: false, requeue: true);
        }

        await using var host = await MessagingHost.StartAsync(setup);

        await Eventually.Holds(async () => (await host.Database.List<string>("select reason from parked")) is ["Delivered more than 20 times without being finished."], "the message to be parked");
        (await host.Database.Count(_organization, "effects")).ShouldBe(0);
    }

    private async Task Publish(string messageId) => await _channel.BasicPublishAsync("", DoWork.Queue, false, Properties(messageId), Body());

    private static BasicProperties Properties(string messageId) => new()
    {
        MessageId = messageId,
        ContentType = "application/json",
        // Most clients send text headers as bytes.
        Headers = new Dictionary<string, object?> { ["MT-MessageType"] = Encoding.UTF8.GetBytes("urn:message:tests:do-work:v1") },
    };

    private byte[] Body() => Encoding.UTF8.GetBytes($$"""{"organization_id":"{{_organization}}","work":"{{_work}}"}""");

    private async Task<string?> Parked() => (await transport.Host.Database.List<string>("select reason from parked")).FirstOrDefault();
}

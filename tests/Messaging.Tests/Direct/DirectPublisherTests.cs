using IntentEngine.Messaging.Outbox;
using RabbitMQ.Client;

namespace IntentEngine.Messaging.Direct;

/// <summary>Over a real broker: what it confirms, what comes back, and what it never gets.</summary>
public sealed class DirectPublisherTests(RabbitMqFixture rabbit) : IAsyncLifetime
{
    private readonly Guid _organization = Guid.NewGuid();
    private VirtualHost _host = null!;
    private IConnection _connection = null!;
    private IChannel _channel = null!;
    private DirectPublisher _publisher = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await rabbit.CreateVirtualHostAsync();
        _connection = await new ConnectionFactory { Uri = _host.Uri }.CreateConnectionAsync();
        _channel = await _connection.CreateChannelAsync();
        await _channel.ExchangeDeclareAsync("heard", ExchangeType.Fanout, durable: true);
        await _channel.QueueDeclareAsync("heard", durable: true, exclusive: false, autoDelete: false);
        await _channel.QueueBindAsync("heard", "heard", "");
        _publisher = new DirectPublisher(new MessagingOptions { Transport = "rabbitmq", RabbitMq = _host.Uri.ToString() }, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _publisher.DisposeAsync();
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    [Fact]
    public async Task A_batch_arrives_whole_and_in_order()
    {
        var batches = Enumerable.Range(0, 5).Select(_ => new PublishBatch([.. Enumerable.Range(0, 300).Select(_ => Message("heard"))])).ToArray();
        Guid[] sent = [.. batches.SelectMany(batch => Enumerable.Range(0, batch.Count).Select(i => batch[i]!.MessageId))];

        await Task.WhenAll(batches.Select(_publisher.Publish));

        batches.SelectMany(Confirmed).Count().ShouldBe(1500);
        var arrived = new List<Guid>();
        while (await _channel.BasicGetAsync("heard", autoAck: true) is { } message) arrived.Add(Guid.Parse(message.BasicProperties.MessageId!));
        arrived.ShouldBe(sent);
    }

    [Fact]
    public async Task A_message_that_nobody_has_a_queue_for_is_not_confirmed_unless_nobody_needs_to()
    {
        var batch = new PublishBatch([Message("heard"), Message("nowhere"), Message("nowhere") with { Mandatory = false }, Message("heard")]);

        await _publisher.Publish(batch);

        Confirmed(batch).ShouldBe([0, 2, 3]);
        batch.Failure.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_exchange_of_another_kind_fails_its_own_messages_alone()
    {
        await _channel.ExchangeDeclareAsync("other", ExchangeType.Topic, durable: true);
        var batch = new PublishBatch([Message("heard"), Message("other"), Message("heard")]);

        await _publisher.Publish(batch);

        Confirmed(batch).ShouldBe([0, 2]);
    }

    [Fact]
    public async Task After_the_connection_is_lost_the_next_batch_finds_another()
    {
        await _publisher.Publish(new PublishBatch([Message("heard")]));
        await rabbit.Server.ControlAsync("close_all_connections", "--vhost", _host.Name, "test");

        await Eventually.Holds(async () =>
        {
            var batch = new PublishBatch([Message("heard")]);
            await _publisher.Publish(batch);
            return batch.IsConfirmed(0);
        }, "a batch to be confirmed again");
    }

    [Fact]
    public async Task While_the_broker_cannot_be_reached_everything_fails_with_the_reason()
    {
        await using var lost = new DirectPublisher(new MessagingOptions { Transport = "rabbitmq", RabbitMq = "amqp://nobody:nothing@127.0.0.1:1/" }, TimeProvider.System);
        var batch = new PublishBatch([Message("heard"), Message("heard")]);

        await lost.Publish(batch);

        Confirmed(batch).ShouldBeEmpty();
        batch.Failure.ShouldNotBeNull();
        batch.IsGivenUp.ShouldBeTrue();
    }

    private OutgoingMessage Message(string destination) => new()
    {
        MessageId = Guid.CreateVersion7(),
        OrganizationId = _organization,
        Service = "tests",
        Due = DateTimeOffset.UnixEpoch,
        Destination = destination,
        MessageType = "urn:message:tests:something:v1",
        Body = "{}"u8.ToArray(),
    };

    private static int[] Confirmed(PublishBatch batch) => [.. Enumerable.Range(0, batch.Count).Where(batch.IsConfirmed)];
}

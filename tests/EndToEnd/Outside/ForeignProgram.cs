using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using IntentEngine.EndToEnd.Clusters;
using IntentEngine.Messaging.Outside;
using IntentEngine.Support;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace IntentEngine.EndToEnd.Outside;

/// <summary>A program as somebody else would write it: the public client of RabbitMQ, JSON by hand, and what docs/outside.md says; as samples/outside does in another language.</summary>
internal sealed class ForeignProgram : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly BrokerUser _user;
    private readonly ConcurrentQueue<(string Type, JsonElement Fact)> _seen = new();

    private ForeignProgram(BrokerUser user, IConnection connection, IChannel channel)
    {
        _user = user;
        _connection = connection;
        _channel = channel;
    }

    public static async Task<ForeignProgram> StartAsync(Cluster cluster, BrokerUser user, IEnumerable<string> mayPublish, IEnumerable<string> sees)
    {
        var password = Guid.NewGuid().ToString("N");
        await cluster.Broker.ControlAsync("add_user", user.Name, password);
        foreach (var permission in user.Permissions("/", mayPublish)) await cluster.Broker.ControlAsync([.. permission]);
        var address = new UriBuilder(cluster.Broker.Uri) { UserName = user.Name, Password = password }.Uri;
        var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync();
        var program = new ForeignProgram(user, connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true)));
        await program.Listen(sees);
        return program;
    }

    /// <summary>Publishes a command as plain JSON.</summary>
    public Task Command(string name, object body) => Publish(name, "application/json", JsonSerializer.Serialize(body));

    /// <summary>Publishes a command as an event in structured mode.</summary>
    public Task Event(string name, string id, object body) =>
        Publish(name, "application/cloudevents+json", JsonSerializer.Serialize(new { specversion = "1.0", id, source = "/tests/outside", type = name, data = body }));

    /// <summary>The fact of a type about an intent, once it has come.</summary>
    public async Task<JsonElement> Sees(string type, string intent) =>
        (JsonElement)await Eventually.Gives(() => Task.FromResult((object?)Seen(type, intent).Select(fact => (JsonElement?)fact).FirstOrDefault()), $"{type} about {intent}", TimeSpan.FromSeconds(60));

    /// <summary>The facts of a type about an intent so far.</summary>
    public IEnumerable<JsonElement> Seen(string type, string intent) => _seen.Where(s => s.Type == type && s.Fact.GetProperty("intent_id").GetString() == intent).Select(s => s.Fact);

    /// <summary>Everything seen belongs to this organization.</summary>
    public bool SeesOnlyItsOwn => _seen.All(s => s.Fact.GetProperty("organization_id").GetGuid() == _user.Organization);

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task Publish(string name, string contentType, string body)
    {
        var properties = new BasicProperties { UserId = _user.Name, MessageId = Guid.NewGuid().ToString(), ContentType = contentType, Persistent = true };
        await _channel.BasicPublishAsync("intentengine.commands", name, mandatory: true, properties, Encoding.UTF8.GetBytes(body));
    }

    private async Task Listen(IEnumerable<string> facts)
    {
        var queue = $"outside.{_user.Organization}.{Guid.NewGuid():N}";
        await _channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
        foreach (var fact in facts) await _channel.QueueBindAsync(queue, "intentengine.events", $"{_user.Organization}.{fact}");
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            _seen.Enqueue((Encoding.UTF8.GetString((byte[])delivery.BasicProperties.Headers!["cloudEvents:type"]!), JsonSerializer.Deserialize<JsonElement>(delivery.Body.Span)));
            return Task.CompletedTask;
        };
        await _channel.BasicConsumeAsync(queue, autoAck: true, consumer);
    }
}

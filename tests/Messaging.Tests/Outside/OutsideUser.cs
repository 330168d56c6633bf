using RabbitMQ.Client;

namespace IntentEngine.Messaging.Outside;

/// <summary>Somebody else's program: nothing but AMQP and a broker user with the permissions of docs/outside.md.</summary>
internal sealed class OutsideUser : IAsyncDisposable
{
    private readonly IConnection _connection;

    private OutsideUser(string name, IConnection connection)
    {
        Name = name;
        _connection = connection;
    }

    public string Name { get; }

    /// <summary>Makes a user who may publish some commands, and connects as that.</summary>
    public static async Task<OutsideUser> ConnectAsync(VirtualHost host, BrokerUser user, params IEnumerable<string> commands)
    {
        var password = Guid.NewGuid().ToString("N");
        await host.Server.ControlAsync("add_user", user.Name, password);
        foreach (var permission in user.Permissions(host.Name, commands)) await host.Server.ControlAsync([.. permission]);
        return new OutsideUser(user.Name, await new ConnectionFactory { Uri = new UriBuilder(host.Uri) { UserName = user.Name, Password = password }.Uri }.CreateConnectionAsync());
    }

    /// <summary>A channel on which publishing returns when the broker has taken the message, and throws when it has not.</summary>
    public async Task<IChannel> OpenAsync() => await _connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));

    public BasicProperties Properties(Guid? messageId = null) => new() { UserId = Name, MessageId = (messageId ?? Guid.NewGuid()).ToString(), ContentType = "application/json" };

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}

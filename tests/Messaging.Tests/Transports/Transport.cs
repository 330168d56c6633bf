using IntentEngine.Messaging.Hosts;

namespace IntentEngine.Messaging.Transports;

/// <summary>One process over one transport with a database of its own, shared by the tests of a class; each test takes a new organization.</summary>
public abstract class Transport(PostgresFixture postgres) : IAsyncLifetime
{
    public MessagingHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await MessagingHost.StartAsync(new HostSetup { Database = await TestDatabase.NewOptions(postgres), Broker = await BrokerAsync() });

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Host?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    /// <summary>Another database and an empty transport of the same kind.</summary>
    public async Task<HostSetup> NewSetupAsync() => new() { Database = await TestDatabase.NewOptions(postgres), Broker = await BrokerAsync() };

    protected abstract Task<Uri?> BrokerAsync();
}

public sealed class InMemoryTransport(PostgresFixture postgres) : Transport(postgres)
{
    protected override Task<Uri?> BrokerAsync() => Task.FromResult<Uri?>(null);
}

public sealed class RabbitMqTransport(PostgresFixture postgres, RabbitMqFixture rabbit) : Transport(postgres)
{
    public VirtualHost VirtualHost { get; private set; } = null!;

    protected override async Task<Uri?> BrokerAsync() => (VirtualHost = await rabbit.CreateVirtualHostAsync()).Uri;
}

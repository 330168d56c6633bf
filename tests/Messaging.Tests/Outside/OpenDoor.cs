using IntentEngine.Messaging.Hosts;

namespace IntentEngine.Messaging.Outside;

/// <summary>A process with a queue that is open to others, and one user of another's who may publish one command.</summary>
public sealed class OpenDoor(PostgresFixture postgres, RabbitMqFixture rabbit) : IAsyncLifetime
{
    public Guid Organization { get; } = Guid.NewGuid();

    public MessagingHost Host { get; private set; } = null!;

    internal OutsideUser User { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var broker = await rabbit.CreateVirtualHostAsync();
        Host = await MessagingHost.StartAsync(new HostSetup
        {
            Database = await TestDatabase.NewOptions(postgres),
            Broker = broker.Uri,
            Services = services => services.AddMessageEndpoint<TestDatabase>("work-outside", door => door.Admits<DoWork, OutsideWorker>().Shows<WorkDone>()),
        });
        User = await OutsideUser.ConnectAsync(broker, new BrokerUser(Organization, "crm"), MessageName.Exchange<DoWork>());
    }

    public async ValueTask DisposeAsync()
    {
        await User.DisposeAsync();
        await Host.DisposeAsync();
    }
}

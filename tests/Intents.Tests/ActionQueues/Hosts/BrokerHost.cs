using IntentEngine.Settlers;

namespace IntentEngine.Intents.ActionQueues.Hosts;

/// <summary>The engine of the sample, over a RabbitMQ and a PostgreSQL of its own, for all tests that need a real broker.</summary>
[CollectionDefinition(nameof(BrokerHost))]
public sealed class BrokerHost : IAsyncLifetime, ICollectionFixture<BrokerHost>
{
    public PrivateEngine Engine { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Engine = await PrivateEngine.StartAsync();

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}

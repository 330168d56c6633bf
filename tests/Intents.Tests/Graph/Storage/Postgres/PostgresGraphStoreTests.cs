using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Graph.Storage.Postgres;

public sealed class PostgresGraphStoreTests : GraphStoreConformance
{
    private readonly IntentsHost _host;

    public PostgresGraphStoreTests(IntentsHost host)
    {
        _host = host;
        Store = new PostgresGraphStore(host.Database);
    }

    private protected override IGraphStore Store { get; }

    private protected override async Task<IReadOnlyList<IntentReady>> Facts(Guid organization)
    {
        await new Organization(_host) { Id = organization }.Settle();
        return _host.Heard.Ready(organization);
    }
}

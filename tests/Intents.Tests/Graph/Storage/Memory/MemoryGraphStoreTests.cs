using IntentEngine.Contracts.Intents;

namespace IntentEngine.Intents.Graph.Storage.Memory;

public sealed class MemoryGraphStoreTests : GraphStoreConformance
{
    private readonly FactLog _facts = new();

    public MemoryGraphStoreTests() => Store = new MemoryGraphStore(_facts);

    private protected override IGraphStore Store { get; }

    private protected override Task<IReadOnlyList<IntentReady>> Facts(Guid organization) => Task.FromResult(_facts.Of(organization));
}

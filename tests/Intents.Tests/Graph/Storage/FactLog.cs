using System.Collections.Concurrent;
using IntentEngine.Contracts.Intents;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>Listens where the broker would be.</summary>
internal sealed class FactLog : IGraphFacts
{
    private readonly ConcurrentQueue<(Guid Organization, object Fact)> _sent = new();

    public Task SendAsync(Guid organization, IReadOnlyList<object> facts)
    {
        foreach (var fact in facts) _sent.Enqueue((organization, fact));
        return Task.CompletedTask;
    }

    public IReadOnlyList<IntentReady> Of(Guid organization) => [.. _sent.Where(s => s.Organization == organization).Select(s => s.Fact).OfType<IntentReady>()];
}

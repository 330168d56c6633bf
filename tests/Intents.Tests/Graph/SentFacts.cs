using System.Collections.Concurrent;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph;

/// <summary>Keeps the facts that a backend announces.</summary>
internal sealed class SentFacts : IGraphFacts
{
    private readonly ConcurrentQueue<object> _sent = new();

    public IReadOnlyList<object> All => [.. _sent];

    public Task SendAsync(Guid organization, IReadOnlyList<object> facts)
    {
        foreach (var fact in facts) _sent.Enqueue(fact);
        return Task.CompletedTask;
    }
}

using System.Collections.Concurrent;

namespace IntentEngine.ProviderSimulator.Faults;

/// <summary>How often each operation was asked, refused and failed ones included: what a provider would have on its bill at most.</summary>
internal sealed class CallCounts
{
    private readonly ConcurrentDictionary<string, int> counts = new();

    /// <summary>Counts one call.</summary>
    public void Add(string operation) => counts.AddOrUpdate(operation, 1, (_, count) => count + 1);

    /// <summary>Counts by operation, in order of their names.</summary>
    public SortedDictionary<string, int> All() => new(counts, StringComparer.Ordinal);

    /// <summary>Starts again at zero.</summary>
    public void Clear() => counts.Clear();
}

namespace IntentEngine.Intents.Graph.Search;

/// <summary>Keeps the first few of many in an order, without keeping the rest.</summary>
/// <param name="limit">How many, 1 or more.</param>
/// <param name="order">What comes first is less.</param>
internal sealed class Best<T>(int limit, IComparer<T> order)
{
    private readonly PriorityQueue<T, T> _kept = new(Comparer<T>.Create((a, b) => order.Compare(b, a)));

    /// <summary>How many came by.</summary>
    public int Seen { get; private set; }

    /// <summary>Whether some were let go.</summary>
    public bool Truncated => Seen > limit;

    public void Add(T item)
    {
        Seen++;
        if (_kept.Count < limit) _kept.Enqueue(item, item);
        else _kept.EnqueueDequeue(item, item);
    }

    /// <summary>What was kept, in order.</summary>
    public IReadOnlyList<T> InOrder() => [.. _kept.UnorderedItems.Select(pair => pair.Element).Order(order)];
}

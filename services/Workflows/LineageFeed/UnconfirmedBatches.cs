namespace IntentEngine.Workflows.LineageFeed;

/// <summary>Batches that were sent and not yet recorded by Lineage: not to be sent again for a while, and not to pile up.</summary>
/// <remarks>In memory alone: whoever relays next sends them again, which changes nothing in Lineage. Not thread-safe.</remarks>
internal sealed class UnconfirmedBatches(TimeProvider clock)
{
    /// <summary>Batches that may be on their way at once.</summary>
    public const int Most = 16;

    /// <summary>How long Lineage may take before a batch is sent again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<(long[] Rows, long SentAt)> _batches = [];

    /// <summary>Whether there is nothing to wait for.</summary>
    public bool IsEmpty => _batches.Count == 0;

    /// <summary>Whether Lineage must catch up first.</summary>
    public bool IsFull => _batches.Count >= Most;

    /// <summary>Every row on its way.</summary>
    public long[] Rows => [.. _batches.SelectMany(batch => batch.Rows)];

    /// <summary>One row of each batch: a batch is recorded, and its rows deleted, as a whole.</summary>
    public long[] OneOfEach => [.. _batches.Select(batch => batch.Rows[0])];

    /// <summary>Notes a batch that was just sent.</summary>
    public void Add(long[] rows) => _batches.Add((rows, clock.GetTimestamp()));

    /// <summary>Drops batches whose row is no longer <paramref name="there"/>, and those waited for in vain, which are then read again.</summary>
    /// <returns>How many were waited for in vain.</returns>
    public int Review(IReadOnlySet<long> there)
    {
        _batches.RemoveAll(batch => !there.Contains(batch.Rows[0]));
        return _batches.RemoveAll(batch => clock.GetElapsedTime(batch.SentAt) >= Patience);
    }
}

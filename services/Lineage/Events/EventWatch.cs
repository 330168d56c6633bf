namespace IntentEngine.Lineage.Events;

/// <summary>One listener's knowledge of the last position of its organization.</summary>
internal sealed class EventWatch(Guid organizationId, long known, Action<EventWatch> gone) : IDisposable
{
    private readonly SemaphoreSlim _news = new(0, 1);
    private long _head = known;

    public Guid OrganizationId => organizationId;

    /// <summary>The last position that is known.</summary>
    public long Head => Interlocked.Read(ref _head);

    /// <summary>Waits until the position rises, or for as long as given.</summary>
    /// <returns>Whether it rose.</returns>
    public Task<bool> RisesAsync(TimeSpan patience, CancellationToken cancel) => _news.WaitAsync(patience, cancel);

    /// <summary>Called by one thread alone.</summary>
    internal void Rise(long head)
    {
        if (head <= Head) return;
        Interlocked.Exchange(ref _head, head);
        if (_news.CurrentCount == 0) _news.Release();
    }

    // The semaphore is left to the collector: a rise may be under way.
    public void Dispose() => gone(this);
}

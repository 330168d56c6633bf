namespace IntentEngine.Providers;

/// <summary>A clock that stands at a given moment and lets every wait up to a limit end at once, remembering how long it would have been.</summary>
public sealed class HastyClock(TimeSpan? longestSkipped = null) : TimeProvider
{
    private readonly TimeSpan limit = longestSkipped ?? TimeSpan.FromSeconds(61);
    private readonly List<TimeSpan> waits = [];

    public DateTimeOffset Moment { get; set; } = new(2026, 11, 20, 9, 0, 30, TimeSpan.Zero);

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (waits) return [.. waits];
        }
    }

    public override DateTimeOffset GetUtcNow() => Moment;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new HastyTimer(this, base.CreateTimer(callback, state, Shorten(dueTime), period));

    private TimeSpan Shorten(TimeSpan dueTime)
    {
        if (dueTime > limit || dueTime < TimeSpan.Zero) return Timeout.InfiniteTimeSpan;
        lock (waits) waits.Add(dueTime);
        return TimeSpan.Zero;
    }

    private sealed class HastyTimer(HastyClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Shorten(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

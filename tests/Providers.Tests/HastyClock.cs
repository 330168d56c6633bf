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

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > limit || dueTime == Timeout.InfiniteTimeSpan) return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        lock (waits) waits.Add(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}

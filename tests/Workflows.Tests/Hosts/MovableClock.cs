namespace IntentEngine.Workflows.Hosts;

/// <summary>A clock that runs with the real one and can be pushed ahead: background work goes on, and what became due fires at once.</summary>
public sealed class MovableClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Pending> _pending = [];
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return System.GetUtcNow() + _ahead;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Pending(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Pushes the clock ahead.</summary>
    public void Advance(TimeSpan by)
    {
        lock (_gate)
        {
            _ahead += by;
            foreach (var timer in _pending.ToList()) timer.Shift();
        }
    }

    private sealed class Pending : ITimer
    {
        private readonly MovableClock _clock;
        private readonly ITimer _timer;
        private DateTimeOffset _due;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public Pending(MovableClock clock, TimerCallback callback, object? state)
        {
            _clock = clock;
            _timer = System.CreateTimer(Fired, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

            void Fired(object? ignored)
            {
                lock (clock._gate)
                {
                    if (_period <= TimeSpan.Zero) clock._pending.Remove(this);
                    else _due += _period;
                }

                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_clock._gate)
            {
                _clock._pending.Remove(this);
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    _due = _clock.GetUtcNow() + dueTime;
                    _clock._pending.Add(this);
                }

                return _timer.Change(dueTime, period);
            }
        }

        public void Shift()
        {
            var left = _due - _clock.GetUtcNow();
            _timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, _period);
        }

        public void Dispose()
        {
            lock (_clock._gate) _clock._pending.Remove(this);
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

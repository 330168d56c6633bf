using System.Diagnostics;

namespace IntentEngine.Hosting;

/// <summary>Kills the process when it has not ended some time after it was told to stop: a bus that lost its broker can wait for ever while it is disposed of, and a supervisor restarts only what has ended.</summary>
/// <remarks>Nothing is lost by it: what was acknowledged is committed, and the rest is delivered again.</remarks>
internal sealed class HardEnd(TimeSpan after) : IDisposable
{
    private readonly Lock _lock = new();
    private ITimer? _timer;
    private bool _ended;

    /// <summary>Starts the time. Taken back by <see cref="Dispose"/>.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            if (!_ended) _timer ??= TimeProvider.System.CreateTimer(static _ => Process.GetCurrentProcess().Kill(), null, after, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _ended = true;
            _timer?.Dispose();
        }
    }
}

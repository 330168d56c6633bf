using System.Diagnostics;

namespace IntentEngine.Hosting;

/// <summary>Kills the process (exit code 137) when it has not ended some time after it was told to stop: a supervisor restarts only what has ended.</summary>
/// <remarks>Nothing is lost by it: what was acknowledged is committed, and the rest is delivered again.</remarks>
/// <param name="after">How long stopping may take.</param>
/// <param name="clock">Tells when that time is over.</param>
/// <param name="words">Takes one line before the end; not the logger, which writes later and in a process that is no more.</param>
/// <param name="kill">Ends the process; null: at once and without any clean-up, which could hang as well.</param>
internal sealed class HardEnd(TimeSpan after, TimeProvider clock, TextWriter words, Action? kill = null) : IDisposable
{
    private readonly Lock _lock = new();
    private ITimer? _timer;
    private bool _ended;

    /// <summary>Starts the time. Taken back by <see cref="Dispose"/>.</summary>
    /// <param name="unfinished">Names what is still at work, for the last words.</param>
    public void Begin(Func<IEnumerable<string>> unfinished)
    {
        lock (_lock)
        {
            if (!_ended) _timer ??= clock.CreateTimer(_ => End(unfinished), null, after, Timeout.InfiniteTimeSpan);
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

    private void End(Func<IEnumerable<string>> unfinished)
    {
        try
        {
            words.WriteLine($"The process was told to stop {after.TotalSeconds:0} s ago and has not ended (at work: {string.Join(", ", unfinished().DefaultIfEmpty("no background service"))}); it is killed, exit code 137.");
        }
        finally
        {
            (kill ?? Process.GetCurrentProcess().Kill)();
        }
    }
}

using System.Runtime.InteropServices;

namespace IntentEngine.Cli;

/// <summary>Turns Ctrl-C, SIGTERM and a closed terminal into one cancellation, so that what was started is stopped in order. The second signal ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<PosixSignalRegistration> registrations = [];

    private StopSignals()
    {
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => stop.Token;

    /// <summary>Begins to listen.</summary>
    public static StopSignals Listen()
    {
        var signals = new StopSignals();
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT })
            signals.registrations.Add(PosixSignalRegistration.Create(signal, signals.Handle));
        return signals;
    }

    /// <summary>Gives the signals back.</summary>
    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        stop.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        if (stop.IsCancellationRequested) return;
        context.Cancel = true;
        stop.Cancel();
    }
}

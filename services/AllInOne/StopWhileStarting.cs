using System.Runtime.InteropServices;

namespace IntentEngine.AllInOne;

/// <summary>Listens for Ctrl-C and SIGTERM while servers start, so that what they have begun is ended too. Afterwards the host listens itself.</summary>
internal sealed class StopWhileStarting : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopWhileStarting() => _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, Handle))];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        _stop.Cancel();
    }
}

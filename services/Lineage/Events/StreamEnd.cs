namespace IntentEngine.Lineage.Events;

/// <summary>When a live stream ends: at its time (see <see cref="StreamTime"/>), with its request, or with its process.</summary>
internal sealed class StreamEnd(CancellationTokenSource time, CancellationToken request, CancellationToken process) : IDisposable
{
    private readonly CancellationTokenSource _any = CancellationTokenSource.CreateLinkedTokenSource(time.Token, request, process);

    public CancellationToken Token => _any.Token;

    public void Dispose()
    {
        _any.Dispose();
        time.Dispose();
    }
}

using RabbitMQ.Client.Exceptions;

namespace IntentEngine.Messaging.Direct;

/// <summary>What was published over one channel and is not confirmed yet, by sequence number, which counts from 1.</summary>
/// <remarks>The client's own tracking searches all that is in flight for every confirmation of several; here a confirmation costs what it confirms.</remarks>
internal sealed class Unconfirmed : IDisposable
{
    private const int Most = 4096;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _room = new(Most);
    private readonly CancellationTokenSource _closed = new();
    private readonly (PublishBatch? Batch, int Index)[] _slots = new (PublishBatch?, int)[Most];
    private readonly HashSet<string> _returned = [];
    private bool _isClosed;
    private ulong _oldest = 1;
    private ulong _next = 1;

    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>Waits until another message may be in flight.</summary>
    /// <exception cref="OperationCanceledException">The channel is closed.</exception>
    public Task Room() => _room.WaitAsync(_closed.Token);

    /// <summary>Notes the message that is published next.</summary>
    public void Add(PublishBatch batch, int index)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            _slots[_next++ % Most] = (batch, index);
        }
    }

    /// <summary>Notes that a message came back, which is said before it is confirmed: nobody has a queue for it.</summary>
    public void Returned(string? messageId)
    {
        lock (_lock) _returned.Add(messageId ?? "");
    }

    /// <summary>Settles what the broker confirms or, with <paramref name="why"/>, refuses.</summary>
    public void Settle(ulong sequence, bool multiple, Exception? why)
    {
        var settled = 0;
        lock (_lock)
        {
            for (var at = multiple ? _oldest : sequence; at <= sequence && at < _next; at++) Settle(at, why);
            for (; _oldest < _next && _slots[_oldest % Most].Batch is null; _oldest++) settled++;
            // Of messages that nobody waits for any more.
            if (_oldest == _next) _returned.Clear();
        }

        if (settled > 0) _room.Release(settled);
    }

    /// <summary>Fails all that is in flight; nothing is added any more.</summary>
    public void Close(Exception why)
    {
        lock (_lock)
        {
            if (_isClosed) return;
            _isClosed = true;
            for (; _oldest < _next; _oldest++) Settle(_oldest, why);
        }

        _closed.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _room.Dispose();
        _closed.Dispose();
    }

    private void Settle(ulong sequence, Exception? why)
    {
        ref var slot = ref _slots[sequence % Most];
        if (slot.Batch is not { } batch) return;
        if (_returned.Count > 0 && batch[slot.Index]?.MessageId.ToString() is { } id && _returned.Remove(id)) why = new PublishException(sequence, isReturn: true);
        if (why is null) batch.Confirm(slot.Index);
        else batch.Fail(why);
        slot = default;
    }
}

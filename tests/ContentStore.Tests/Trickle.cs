namespace IntentEngine.ContentStore;

/// <summary>An upload that comes in small pieces, cannot seek, and may break.</summary>
/// <param name="bytes">What comes.</param>
/// <param name="breaksWith">Thrown at the end instead of ending. Null: it ends.</param>
internal sealed class Trickle(byte[] bytes, Exception? breaksWith = null) : Stream
{
    private int _position;

    /// <summary>Runs before each piece.</summary>
    public Action<int>? OnRead { get; init; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        OnRead?.Invoke(_position);
        if (_position == bytes.Length && breaksWith is not null) throw breaksWith;
        var read = Math.Min(Math.Min(buffer.Length, 1000), bytes.Length - _position);
        bytes.AsMemory(_position, read).CopyTo(buffer);
        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

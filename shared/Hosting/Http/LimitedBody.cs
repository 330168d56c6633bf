using Microsoft.AspNetCore.Http;

namespace IntentEngine.Hosting.Http;

/// <summary>A request's body that ends with 413 where it passes its limit.</summary>
internal sealed class LimitedBody(Stream body, long limit) : Stream
{
    private long _read;

    /// <summary>Most bytes that may be read.</summary>
    public long Limit => limit;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("A body's length is not known before its end.");

    public override long Position { get => _read; set => throw new NotSupportedException("A body is read once, forwards."); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await body.ReadAsync(buffer, cancellationToken);
        _read += read;
        return _read <= limit ? read : throw new BadHttpRequestException($"The body has more than {limit} bytes.", StatusCodes.Status413PayloadTooLarge);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Reads to the end and throws away, as far as the server allows.</summary>
    public async Task DiscardAsync(CancellationToken cancel)
    {
        try
        {
            await body.CopyToAsync(Null, cancel);
        }
        catch (Exception broken) when (broken is BadHttpRequestException or IOException or OperationCanceledException)
        {
            // Too much even for that, or the client is gone: the answer is tried all the same.
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

    public override void Flush() => throw new NotSupportedException("A request's body is not written.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A body is read once, forwards.");

    public override void SetLength(long value) => throw new NotSupportedException("A request's body is not written.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A request's body is not written.");
}

using System.Net;

namespace IntentEngine.ContentStore.S3;

/// <summary>An object as a stream that can seek: after a seek the next read asks for the rest from there.</summary>
internal sealed class S3ReadStream : Stream
{
    private readonly Func<long, CancellationToken, Task<HttpResponseMessage>> _openAt;
    private HttpResponseMessage? _answer;
    private Stream? _body;
    private long _bodyPosition;
    private long _position;

    /// <param name="whole">The answer that carries the object from its start; owned.</param>
    /// <param name="openAt">Asks for the object from a place on.</param>
    public S3ReadStream(HttpResponseMessage whole, Func<long, CancellationToken, Task<HttpResponseMessage>> openAt)
    {
        _answer = whole;
        _openAt = openAt;
        Length = whole.Content.Headers.ContentLength ?? throw new ContentStoreUnavailableException("The S3 service sent an object without its length; expected a Content-Length.");
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= Length || buffer.IsEmpty) return 0;
        var body = await BodyAsync(cancellationToken);
        var read = await body.ReadAsync(buffer, cancellationToken);
        if (read == 0) throw new EndOfStreamException($"The S3 service ended an object at {_position} of {Length} bytes.");
        _position += read;
        _bodyPosition = _position;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Blocks; for readers that know no other way.</summary>
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("A content cannot be changed.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A content cannot be changed.");

    protected override void Dispose(bool disposing)
    {
        if (disposing) Close(ref _answer);
        base.Dispose(disposing);
    }

    private async Task<Stream> BodyAsync(CancellationToken cancel)
    {
        if (_body is not null && _bodyPosition == _position) return _body;
        if (_answer is null || _bodyPosition != _position)
        {
            Close(ref _answer);
            _body = null;
            _answer = await _openAt(_position, cancel);
            if (_position > 0 && _answer.StatusCode != HttpStatusCode.PartialContent)
                throw new ContentStoreUnavailableException($"The S3 service answered {(int)_answer.StatusCode} to a request for a part of an object; expected 206.");
            _bodyPosition = _position;
        }

        return _body = await _answer.Content.ReadAsStreamAsync(cancel);
    }

    private static void Close(ref HttpResponseMessage? answer)
    {
        answer?.Dispose();
        answer = null;
    }
}

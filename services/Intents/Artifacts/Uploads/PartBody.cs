using IntentEngine.Hosting.Failures;
using Microsoft.AspNetCore.Http;

namespace IntentEngine.Intents.Artifacts.Uploads;

/// <summary>The body of one part; tells an unreadable form from a connection that broke.</summary>
internal sealed class PartBody(Stream part) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Whether a failure of the multipart reader is the sender's: what the server says of the connection and of limits is a BadHttpRequestException.</summary>
    public static bool IsAboutTheForm(Exception failure) => failure is (IOException and not BadHttpRequestException) or InvalidDataException;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await part.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception broken) when (IsAboutTheForm(broken))
        {
            throw new RefusedUploadException(Problems.BadRequest($"Expected a multipart form with exactly one file; came one whose file does not end ({broken.Message})."));
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

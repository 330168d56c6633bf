using System.Net;
using Microsoft.Win32.SafeHandles;

namespace IntentEngine.ContentStore.S3;

/// <summary>A request body from a file that outlives the request, so that another attempt can send it again. It keeps its own place in the file.</summary>
internal sealed class SpooledBody(SafeFileHandle file, long size) : HttpContent
{
    private const int BufferSize = 80 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Min(size, BufferSize)];
        for (long offset = 0; offset < size;)
        {
            var read = await RandomAccess.ReadAsync(file, buffer, offset, cancellationToken);
            if (read == 0) throw new EndOfStreamException($"The spooled upload ended at {offset} of {size} bytes.");
            await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            offset += read;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = size;
        return true;
    }
}

using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace IntentEngine.Lineage.OpenLineage.Wire;

/// <summary>Reads a request's body, packed with gzip or not, into memory.</summary>
internal static class EventBody
{
    /// <summary>The unpacked body.</summary>
    /// <param name="request">Its <c>Content-Encoding</c> may be <c>gzip</c>, <c>x-gzip</c> or <c>identity</c>.</param>
    /// <param name="most">Bytes after unpacking; a small body that unpacks to more is an attack.</param>
    /// <param name="cancel">The client is gone.</param>
    /// <exception cref="EventRefusedException">Another encoding (415), broken gzip (400) or too large (413).</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int most, CancellationToken cancel)
    {
        var encoding = request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant();
        if (encoding is not ("" or "identity" or "gzip" or "x-gzip"))
            throw new EventRefusedException(new EventRefusal(StatusCodes.Status415UnsupportedMediaType, "Content-Encoding", $"expected gzip or none; came '{encoding}'."));
        if (encoding is "" or "identity") return await ReadAsync(request.Body, most, cancel);
        try
        {
            await using var unpacked = new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true);
            return await ReadAsync(unpacked, most, cancel);
        }
        catch (InvalidDataException broken)
        {
            throw new EventRefusedException(EventRefusal.Unreadable("body", $"expected gzip, as Content-Encoding says; {broken.Message}"));
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, int most, CancellationToken cancel)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, cancel)) > 0;)
        {
            if (kept.Length + read > most)
                throw new EventRefusedException(new EventRefusal(StatusCodes.Status413PayloadTooLarge, "body", $"expected at most {most} bytes after unpacking; came more. Send less, or in parts."));
            kept.Write(buffer, 0, read);
        }

        return kept.GetBuffer().AsMemory(0, (int)kept.Length);
    }
}

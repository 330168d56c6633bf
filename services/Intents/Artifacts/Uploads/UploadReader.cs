using System.Buffers;
using System.IO.Pipelines;
using IntentEngine.ContentStore;
using IntentEngine.Hosting.Failures;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace IntentEngine.Intents.Artifacts.Uploads;

/// <summary>Streams the body of a request into the content store: the body itself, or the one file part of a multipart form. It is never held whole.</summary>
internal sealed class UploadReader(IContentStore store, UploadSettings settings)
{
    private const int LongestBoundary = 70;

    /// <summary>Keeps the content of a request.</summary>
    /// <exception cref="RefusedUploadException">It cannot be taken; nothing of it is visible.</exception>
    /// <exception cref="ContentStoreUnavailableException">The content store fails.</exception>
    public async Task<Upload> ReadAsync(Guid organizationId, HttpRequest request, string? name, CancellationToken cancel)
    {
        try
        {
            if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) throw Unsupported("none or an unreadable one");
            return type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
                ? await ReadFormAsync(organizationId, request, type, name, cancel)
                : await KeepAsync(organizationId, request.Body, type.MediaType.Value, DisplayNames.Of(name), cancel);
        }
        catch (ContentTooLargeException tooLarge)
        {
            throw new RefusedUploadException(Problems.TooLarge($"Expected a content of at most {tooLarge.Limit} bytes; came more. Send less, or in parts."));
        }
    }

    private async Task<Upload> ReadFormAsync(Guid organizationId, HttpRequest request, MediaTypeHeaderValue type, string? name, CancellationToken cancel)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (boundary is not { Length: > 0 and <= LongestBoundary }) throw Broken("a Content-Type without a boundary of 1 to 70 characters");
        var parts = new MultipartReader(boundary, request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 8 * 1024, BodyLengthLimit = null };
        Upload? kept = null;
        while (await NextAsync(parts, cancel) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) || !disposition.IsFileDisposition())
                throw Broken("a part that is no file; parameters go into the query");
            if (kept is not null) throw Broken("a second file; send each by itself");
            var fileName = disposition.FileNameStar is { HasValue: true } star ? star : HeaderUtilities.RemoveQuotes(disposition.FileName);
            kept = await KeepAsync(organizationId, new PartBody(part.Body), part.ContentType, DisplayNames.Of(name ?? fileName.Value), cancel);
        }

        return kept ?? throw Broken("none");
    }

    private async Task<Upload> KeepAsync(Guid organizationId, Stream body, string? declared, string? fileName, CancellationToken cancel)
    {
        var type = TypeOf(declared, fileName);
        var pipe = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        try
        {
            var head = await pipe.ReadAtLeastAsync(MediaTypes.HeadLength, cancel);
            if (head.Buffer.IsEmpty) throw new RefusedUploadException(Problems.BadRequest("Expected a content of one byte or more; came an empty one."));
            if (MediaTypes.Contradiction(type, Head(head.Buffer)) is { } came)
                throw new RefusedUploadException(Problems.UnsupportedMediaType($"Expected content of the declared type {type}; came {came}."));
            pipe.AdvanceTo(head.Buffer.Start);
            var content = await store.WriteAsync(organizationId, pipe.AsStream(leaveOpen: true), settings.MaximumBytes, cancel);
            return new Upload(content, type, fileName);
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    // Browsers and tools that do not know a type say octet-stream; then the name decides.
    private string TypeOf(string? declared, string? fileName)
    {
        var type = MediaTypeHeaderValue.TryParse(declared, out var parsed) ? parsed.MediaType.Value!.ToLowerInvariant() : null;
        if (type is null or "application/octet-stream") type = MediaTypes.OfName(fileName) ?? type;
        if (type is not null && (MediaTypes.Known.Contains(type) || settings.MoreMediaTypes.Contains(type, StringComparer.OrdinalIgnoreCase))) return type;
        throw Unsupported(type is null ? "none" : $"'{type}'");
    }

    private RefusedUploadException Unsupported(string came) =>
        new(Problems.UnsupportedMediaType($"Expected multipart/form-data or one of {string.Join(", ", MediaTypes.Known.Concat(settings.MoreMediaTypes))}; came {came}."));

    private static ReadOnlySpan<byte> Head(ReadOnlySequence<byte> buffer)
    {
        var head = buffer.Slice(0, Math.Min(buffer.Length, MediaTypes.HeadLength));
        return head.IsSingleSegment ? head.FirstSpan : head.ToArray();
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader parts, CancellationToken cancel)
    {
        try
        {
            return await parts.ReadNextSectionAsync(cancel);
        }
        catch (Exception broken) when (PartBody.IsAboutTheForm(broken))
        {
            throw Broken($"a broken one ({broken.Message})");
        }
    }

    private static RefusedUploadException Broken(string came) => new(Problems.BadRequest($"Expected a multipart form with exactly one file; came {came}."));
}

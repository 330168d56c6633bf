using Microsoft.AspNetCore.Http.Metadata;

namespace IntentEngine.Intents.Artifacts.Uploads;

/// <summary>Lets a route take more than the server's usual body: the content and, around it, what multipart needs.</summary>
internal sealed class UploadLimit(long contentBytes) : IRequestSizeLimitMetadata
{
    /// <summary>Boundaries and part headers, in bytes.</summary>
    public const long Envelope = 64 * 1024;

    public long? MaxRequestBodySize => contentBytes + Envelope;
}

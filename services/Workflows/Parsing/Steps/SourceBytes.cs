using IntentEngine.Contracts.Intents;
using IntentEngine.ContentStore;

namespace IntentEngine.Workflows.Parsing.Steps;

/// <summary>The bytes of a source.</summary>
internal static class SourceBytes
{
    /// <summary>Opens them.</summary>
    /// <exception cref="ParseException">The content store does not have them.</exception>
    public static async Task<Stream> Open(IContentStore store, Guid organizationId, ArtifactContent source, CancellationToken cancel) =>
        await store.OpenAsync(organizationId, source.Sha256, cancel)
        ?? throw new ParseException($"The content of artifact '{source.ArtifactId}' (sha256 {source.Sha256}) is not in the content store. Upload the file again, or restore the store.");

    /// <summary>Reads them all.</summary>
    /// <exception cref="ParseException">The content store does not have them, or they are more than <paramref name="limit"/>.</exception>
    public static async Task<ReadOnlyMemory<byte>> Read(IContentStore store, Guid organizationId, ArtifactContent source, int limit, CancellationToken cancel)
    {
        await using var content = await Open(store, organizationId, source, cancel);
        using var bytes = new MemoryStream(capacity: (int)Math.Min(source.Size, limit));
        var buffer = new byte[64 * 1024];
        for (int count; (count = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            if (bytes.Length + count > limit) throw new ParseException($"Expected a file of at most {limit} bytes; came more. Split it.");
            bytes.Write(buffer, 0, count);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}

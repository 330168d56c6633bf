namespace IntentEngine.ContentStore;

/// <summary>Bytes of artifacts, kept by what they are: the same bytes of one organization are one content. Where they are kept is configuration; callers do not change with it (spec semantics §2.3).</summary>
public interface IContentStore
{
    /// <summary>Keeps what is read, streaming; durable when it returns.</summary>
    /// <param name="organizationId">Whose bytes they are.</param>
    /// <param name="content">Read to its end.</param>
    /// <param name="limit">The most bytes accepted.</param>
    /// <param name="cancel">Stops; nothing is left behind.</param>
    /// <exception cref="ContentTooLargeException">More than <paramref name="limit"/> bytes came; nothing is left behind.</exception>
    Task<StoredContent> WriteAsync(Guid organizationId, Stream content, long limit, CancellationToken cancel);

    /// <summary>The bytes of a content: a stream at its start that can seek and knows its length. The caller disposes it. Null: this organization has no such content, or the text is no SHA-256.</summary>
    Task<Stream?> OpenAsync(Guid organizationId, string sha256, CancellationToken cancel);
}

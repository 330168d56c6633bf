namespace IntentEngine.ContentStore;

/// <summary>Bytes of artifacts, kept by what they are: the same bytes of one organization are one content. Where they are kept is configuration; callers do not change with it (spec semantics §2.3).</summary>
public interface IContentStore
{
    /// <summary>Keeps what is read, streaming; durable when it returns, and fresh: it is not removed for <see cref="ContentAge.Least"/> less <see cref="ContentAge.Renewed"/> at least, whoever collects.</summary>
    /// <param name="organizationId">Whose bytes they are.</param>
    /// <param name="content">Read to its end.</param>
    /// <param name="limit">The most bytes accepted.</param>
    /// <param name="cancel">Stops; nothing is left behind.</param>
    /// <exception cref="ContentTooLargeException">More than <paramref name="limit"/> bytes came; nothing is left behind.</exception>
    Task<StoredContent> WriteAsync(Guid organizationId, Stream content, long limit, CancellationToken cancel);

    /// <summary>The bytes of a content: a stream at its start that can seek and knows its length. The caller disposes it. Null: this organization has no such content, or the text is no SHA-256.</summary>
    Task<Stream?> OpenAsync(Guid organizationId, string sha256, CancellationToken cancel);

    /// <summary>Makes sure that a content is there for whoever is about to name it, as fresh as if it had been written now.</summary>
    /// <returns>Its size in bytes. Null: this organization has no such content, or the text is no SHA-256.</returns>
    Task<long?> KeepAsync(Guid organizationId, string sha256, CancellationToken cancel);

    /// <summary>Removes a content that nobody names any more, unless somebody wrote or kept it lately. A write or keep at the same moment wins: what these returned is there.</summary>
    /// <param name="organizationId">Whose content it is.</param>
    /// <param name="sha256">The content.</param>
    /// <param name="unused">How long nobody must have written or kept it; <see cref="ContentAge.Least"/> or more.</param>
    /// <param name="cancel">Stops before anything is removed, or not at all.</param>
    /// <remarks>One process at a time collects; the caller sees to that.</remarks>
    Task<Collected> CollectAsync(Guid organizationId, string sha256, TimeSpan unused, CancellationToken cancel);
}

namespace IntentEngine.Contracts.Intents;

/// <summary>One form in which an artifact's bytes are kept (spec semantics §2.3).</summary>
public sealed record ArtifactMaterialization
{
    /// <summary>The <see cref="StorageType"/> of what is kept in the engine's own content store.</summary>
    public const string ContentStore = "content_store";

    /// <summary>Id within the artifact, 1 to 200 characters.</summary>
    public required string Id { get; init; }

    /// <summary>Who keeps the bytes, snake_case. The registry gives out the content of <see cref="ContentStore"/> alone.</summary>
    public required string StorageType { get; init; }

    /// <summary>Where they are, at most 2,000 characters; in the content store see <see cref="UriOf"/>. The registry never follows it.</summary>
    public required string Uri { get; init; }

    /// <summary>Media type, e.g. <c>text/csv</c>.</summary>
    public required string Format { get; init; }

    /// <summary>How the bytes are compressed, e.g. <c>gzip</c>. Null: not.</summary>
    public string? Compression { get; init; }

    /// <summary>Number of bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the bytes, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>When it was written (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The address of a content in the content store. It names the bytes and not the place, so that moving them changes no record.</summary>
    public static string UriOf(string sha256) => $"sha256:{sha256}";
}

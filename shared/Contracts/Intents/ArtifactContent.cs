namespace IntentEngine.Contracts.Intents;

/// <summary>The bytes of an artifact, for workers that share the engine's content store.</summary>
public sealed record ArtifactContent
{
    /// <summary>The artifact.</summary>
    public required string ArtifactId { get; init; }

    /// <summary>What finds the bytes in the content store: their SHA-256, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Number of bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Media type, e.g. <c>text/csv</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Name for people, e.g. that of the uploaded file. Null: none.</summary>
    public string? DisplayName { get; init; }
}

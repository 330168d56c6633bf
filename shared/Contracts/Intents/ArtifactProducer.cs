namespace IntentEngine.Contracts.Intents;

/// <summary>What made an artifact. Both null: a person brought it.</summary>
public sealed record ArtifactProducer
{
    /// <summary>The intent it was made for.</summary>
    public string? IntentId { get; init; }

    /// <summary>The execution that made it.</summary>
    public string? ExecutionId { get; init; }
}

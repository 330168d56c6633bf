namespace IntentEngine.Client.Intents;

/// <summary>Something that should happen.</summary>
public sealed record NewIntent
{
    /// <summary>Id for the intent; repeating it creates nothing new. Null: one is made.</summary>
    public string? IntentId { get; init; }

    /// <summary>What should be done, snake_case.</summary>
    public required string IntentType { get; init; }

    /// <summary>The artifact it is about. Null: none.</summary>
    public string? TargetArtifactId { get; init; }

    /// <summary>All the executor needs; a JSON object of at most 64 KiB. Null: empty.</summary>
    public object? Context { get; init; }

    /// <summary>The user's session. Null: none.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Who is told the end; needs <see cref="CompletionToken"/>. Null: nobody.</summary>
    public string? Owner { get; init; }

    /// <summary>The owner's single-use key; never shown again.</summary>
    public string? CompletionToken { get; init; }

    /// <summary>Correlation it belongs to. Null: the request's own.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The execution that causes it. Null: none.</summary>
    public string? ParentExecutionId { get; init; }

    /// <summary>When another of the same type waits for the same target: <c>supersede</c> (when null), <c>reject</c> or <c>allow</c>.</summary>
    public string? OnConflict { get; init; }
}

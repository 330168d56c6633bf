namespace IntentEngine.Workflows.Filtering;

/// <summary>A keyword that was filtered out, and why.</summary>
public sealed record RemovedKeyword
{
    /// <summary>The longtail's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The text.</summary>
    public required string Keyword { get; init; }

    /// <summary>Searches per month. Null: not measured.</summary>
    public long? Volume { get; init; }

    /// <summary>Why.</summary>
    public required FilterReason Reason { get; init; }

    /// <summary>The keyword that stays in its place. Null unless the reason is <see cref="FilterReason.Duplicate"/>.</summary>
    public string? DuplicateOf { get; init; }
}

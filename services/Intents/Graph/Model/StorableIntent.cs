namespace IntentEngine.Intents.Graph.Model;

/// <summary>An intent as it is stored and sent: every expression is source text (seed 001; spec semantics §1.2). Its organization is the store's key, not a field.</summary>
internal sealed record StorableIntent
{
    /// <summary>1 to 200 characters; a UUID unless the sender chose another.</summary>
    public required string IntentId { get; init; }

    public string? Name { get; init; }

    public string? SessionId { get; init; }

    /// <summary>What was asked for, word for word; the goal when nothing else was given.</summary>
    public required string OriginalRequest { get; init; }

    /// <summary>The RTFS source, byte for byte as it came; empty without one.</summary>
    public string RtfsIntentSource { get; init; } = "";

    /// <summary>Not empty.</summary>
    public required string Goal { get; init; }

    /// <summary>Hard rules: name to RTFS source.</summary>
    public IReadOnlyDictionary<string, string> Constraints { get; init; } = new Dictionary<string, string>();

    /// <summary>Soft rules: name to RTFS source; reported, never blocking.</summary>
    public IReadOnlyDictionary<string, string> Preferences { get; init; } = new Dictionary<string, string>();

    /// <summary>RTFS source judged against the result. Null: success alone decides.</summary>
    public string? SuccessCriteria { get; init; }

    /// <summary>The intent it is part of. Children are derived from this and from <see cref="EdgeType.IsSubgoalOf"/>, never stored twice.</summary>
    public string? ParentIntent { get; init; }

    public TriggerSource TriggeredBy { get; init; } = TriggerSource.HumanRequest;

    public required GenerationContext GenerationContext { get; init; }

    public GraphStatus Status { get; init; } = GraphStatus.Active;

    /// <summary>Higher is more important.</summary>
    public uint Priority { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Counts changes, from 1; a write names the version it read.</summary>
    public int Version { get; init; } = 1;
}

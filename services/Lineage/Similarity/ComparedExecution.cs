namespace IntentEngine.Lineage.Similarity;

/// <summary>What of an execution is compared.</summary>
internal sealed record ComparedExecution
{
    public required string ExecutionId { get; init; }

    public required string Status { get; init; }

    public string? Verdict { get; init; }

    /// <summary>The message, or, without one, the class of the failure.</summary>
    public string? Error { get; init; }

    public required IReadOnlySet<string> Paths { get; init; }

    /// <summary>When it started, or the last thing known of it.</summary>
    public DateTimeOffset OrderedAt { get; init; }
}

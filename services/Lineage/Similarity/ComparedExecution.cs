namespace IntentEngine.Lineage.Similarity;

/// <summary>What of an execution is compared.</summary>
internal sealed record ComparedExecution
{
    public required string ExecutionId { get; init; }

    public required string Status { get; init; }

    public string? Verdict { get; init; }

    /// <summary>The message, or, without one, the class of the failure.</summary>
    public string? Error
    {
        get;
        init
        {
            field = value;
            Words = ErrorText.Count(value);
        }
    }

    /// <summary>How often each word is in <see cref="Error"/>, counted once. Null: there is none.</summary>
    public Dictionary<string, int>? Words { get; private init; }

    public required IReadOnlySet<string> Paths { get; init; }

    /// <summary>When it started, or the last thing known of it.</summary>
    public DateTimeOffset OrderedAt { get; init; }
}

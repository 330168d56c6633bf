namespace IntentEngine.Intents.Completion;

/// <summary>One execution's report that its work failed.</summary>
public sealed record FailureReport
{
    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>The execution that claimed it.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>Why, for people; at most 2000 characters.</summary>
    public required string Error { get; init; }
}

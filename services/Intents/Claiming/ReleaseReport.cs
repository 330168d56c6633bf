namespace IntentEngine.Intents.Claiming;

/// <summary>One execution's wish to give its intent back.</summary>
public sealed record ReleaseReport
{
    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>The execution that claimed it.</summary>
    public required string ExecutionId { get; init; }
}

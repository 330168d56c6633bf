namespace IntentEngine.Owners.Retrying;

/// <summary>What an owner does after work failed.</summary>
/// <param name="Failures">Failures of movement since the last success, to be handed in at the next failure; 0 once unassigned.</param>
/// <param name="RetryAfter">How long to wait before the work is dispatched again, with a new token. Null: not again, the subject is unassigned.</param>
public sealed record FailureDecision(int Failures, TimeSpan? RetryAfter)
{
    /// <summary>Whether the subject loses the assignment.</summary>
    public bool IsUnassigned => RetryAfter is null;
}

namespace IntentEngine.Intents.Lifecycle;

/// <summary>Where an intent is in its life (seed 000); on the wire in snake_case, see <see cref="IntentStatusNames"/>.</summary>
public enum IntentStatus
{
    /// <summary>It waits for somebody to claim it.</summary>
    Pending,

    /// <summary>One execution claimed it and is at work.</summary>
    InProgress,

    /// <summary>It was done. Final.</summary>
    Completed,

    /// <summary>It was tried and failed; may be retried.</summary>
    Failed,

    /// <summary>Nobody wants it any more. Final.</summary>
    Cancelled,
}

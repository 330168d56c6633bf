namespace IntentEngine.Intents.Lifecycle;

/// <summary>Which status may follow which; everything else is refused (spec semantics §2.1; architecture, decisions).</summary>
internal static class IntentTransitions
{
    /// <summary>Whether an intent may go from one status to the other.</summary>
    public static bool Allow(IntentStatus from, IntentStatus to) => (from, to) switch
    {
        (IntentStatus.Pending, IntentStatus.InProgress or IntentStatus.Cancelled) => true,
        (IntentStatus.InProgress, IntentStatus.Completed or IntentStatus.Failed or IntentStatus.Cancelled) => true,
        // Release: the worker gives it back.
        (IntentStatus.InProgress, IntentStatus.Pending) => true,
        // Retry: the same intent with the same context.
        (IntentStatus.Failed, IntentStatus.Pending) => true,
        _ => false,
    };

    /// <summary>Whether work on it has ended; a failed intent may still be retried.</summary>
    public static bool HasEnded(this IntentStatus status) => status is IntentStatus.Completed or IntentStatus.Failed or IntentStatus.Cancelled;
}

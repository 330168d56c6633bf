using IntentEngine.Intents.Lifecycle;

namespace IntentEngine.Intents.Reporting;

/// <summary>One of the three ways in which the execution that claimed an intent lets go of it.</summary>
internal sealed record BatchVerb
{
    /// <summary>The work is done.</summary>
    public static BatchVerb Complete { get; } = new()
    {
        To = IntentStatus.Completed,
        Action = "intent_completed",
        Sets = "completed_at = $5, ended_at = $5, result = r.what::jsonb",
        Decide = (report, intent, now) => IntentDecisions.Complete(intent, report.ExecutionId, report.Result, now),
    };

    /// <summary>The work failed.</summary>
    public static BatchVerb Fail { get; } = new()
    {
        To = IntentStatus.Failed,
        Action = "intent_failed",
        Sets = "ended_at = $5, error = r.what",
        Decide = (report, intent, now) => IntentDecisions.Fail(intent, report.ExecutionId, report.Error!, now),
    };

    /// <summary>The worker gives it back untouched.</summary>
    public static BatchVerb Release { get; } = new()
    {
        To = IntentStatus.Pending,
        Action = "intent_released",
        Sets = "waits_until = null",
        Decide = (report, intent, now) => IntentDecisions.Release(intent, report.ExecutionId, now),
    };

    /// <summary>The status it leads to.</summary>
    public required IntentStatus To { get; init; }

    /// <summary>Its name in the audit log.</summary>
    public required string Action { get; init; }

    /// <summary>The columns it sets besides those every transition sets; <c>$5</c> is the instant and <c>r.what</c> what was reported.</summary>
    public required string Sets { get; init; }

    /// <summary>The rule, for what is decided one by one.</summary>
    public required Func<BatchReport, Intent, DateTimeOffset, Decision> Decide { get; init; }
}

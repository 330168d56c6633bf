using System.Text.Json;

namespace IntentEngine.Intents.Lifecycle;

/// <summary>The rules of an intent's life, as pure functions of what is stored and what is asked: same answer on replay.</summary>
/// <remarks>
/// Claim has one winner: the caller saves <see cref="Decision.Changed"/> only over the version it decided on.
/// Complete, fail and release belong to the execution that claimed; cancel and retry belong to whoever wants the intent.
/// Source: seed 000, spec semantics §2.1 and §4.3.
/// </remarks>
internal static class IntentDecisions
{
    /// <summary>A worker wants to execute it. The winner that asks again is told again.</summary>
    public static Decision Claim(Intent intent, string worker, string executionId, DateTimeOffset now)
    {
        if (intent.Status == IntentStatus.InProgress && intent.Worker == worker && intent.ExecutionId == executionId) return new Decision.Repeated(AnnounceAgain: true);
        return Move(intent, IntentStatus.InProgress, "intent_claimed", now, i => i with { Worker = worker, ExecutionId = executionId, ClaimedAt = now });
    }

    /// <summary>The work is done.</summary>
    public static Decision Complete(Intent intent, string executionId, JsonElement? result, DateTimeOffset now) =>
        OfClaimant(intent, executionId, IntentStatus.Completed)
        ?? Move(intent, IntentStatus.Completed, "intent_completed", now, i => i with { CompletedAt = now, EndedAt = now, Result = result });

    /// <summary>The work failed; it stays failed until somebody retries it.</summary>
    public static Decision Fail(Intent intent, string executionId, string error, DateTimeOffset now) =>
        OfClaimant(intent, executionId, IntentStatus.Failed)
        ?? Move(intent, IntentStatus.Failed, "intent_failed", now, i => i with { EndedAt = now, Error = error });

    /// <summary>The worker gives it back untouched, for another to claim.</summary>
    public static Decision Release(Intent intent, string executionId, DateTimeOffset now) =>
        OfClaimant(intent, executionId, IntentStatus.Pending)
        ?? Move(intent, IntentStatus.Pending, "intent_released", now, i => i);

    /// <summary>Nobody wants it any more; who is at work on it learns so when it reports.</summary>
    public static Decision Cancel(Intent intent, string reason, DateTimeOffset now, string action = "intent_cancelled") =>
        intent.Status == IntentStatus.Cancelled
            ? new Decision.Repeated(AnnounceAgain: false)
            : Move(intent, IntentStatus.Cancelled, action, now, i => i with { EndedAt = now, Error = reason });

    /// <summary>Another attempt at a failed intent, with the same context.</summary>
    public static Decision Retry(Intent intent, DateTimeOffset now)
    {
        // The owner was told "failed" and its token is spent (spec semantics §4.3.7): a second end could reach nobody.
        if (intent.Status == IntentStatus.Failed && intent.Owner is { } owner)
            return new Decision.Refused(IntentStatus.Pending, $"Cannot go from failed to pending: the intent belongs to '{owner}', which was told that it failed and decides about another attempt; create a new intent instead.");
        // Claimed and pending are one step apart from a release, which is not a retry.
        if (intent.Status == IntentStatus.InProgress) return Refuse(intent, IntentStatus.Pending, "only the execution that claimed it can release it");
        return Move(intent, IntentStatus.Pending, "intent_retried", now, i => i with { EndedAt = null, Error = null });
    }

    // Null: the claimant asks while it is at work, so the transition table decides.
    private static Decision? OfClaimant(Intent intent, string executionId, IntentStatus to)
    {
        if (intent.ExecutionId != executionId && intent.Status == IntentStatus.InProgress)
            return Refuse(intent, to, $"it is claimed by execution '{intent.ExecutionId}' and not by '{executionId}'");
        if (intent.Status != to) return intent.Status == IntentStatus.InProgress ? null : Refuse(intent, to, null);
        return intent.ExecutionId == executionId ? new Decision.Repeated(AnnounceAgain: false) : Refuse(intent, to, "another execution ended or gave back its work");
    }

    private static Decision Move(Intent intent, IntentStatus to, string action, DateTimeOffset now, Func<Intent, Intent> change) =>
        IntentTransitions.Allow(intent.Status, to)
            ? new Decision.Changed(change(intent) with { Status = to, UpdatedAt = now, Version = intent.Version + 1 }, action)
            : Refuse(intent, to, null);

    private static Decision.Refused Refuse(Intent intent, IntentStatus to, string? because) =>
        new(to, $"Cannot go from {intent.Status.Word()} to {to.Word()}{(because is null ? "" : $": {because}")}.");
}

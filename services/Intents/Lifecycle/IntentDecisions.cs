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
    /// <param name="intent">As it is stored.</param>
    /// <param name="worker">Who asks.</param>
    /// <param name="executionId">The execution that will do it.</param>
    /// <param name="now">The instant of the change.</param>
    /// <param name="lease">How long the claim holds without another word. Null: until it ends.</param>
    public static Decision Claim(Intent intent, string worker, string executionId, DateTimeOffset now, TimeSpan? lease = null)
    {
        if (intent.Status == IntentStatus.InProgress && intent.Worker == worker && intent.ExecutionId == executionId) return new Decision.Repeated(AnnounceAgain: true);
        if (intent.Status == IntentStatus.Pending && HasExpired(intent, now)) return Refuse(intent, IntentStatus.InProgress, $"it expired at {intent.ExpiresAt:O}");
        if (intent.Status == IntentStatus.Pending && intent.WaitsUntil > now) return Refuse(intent, IntentStatus.InProgress, $"it may not start before {intent.WaitsUntil:O}");
        return Move(intent, IntentStatus.InProgress, "intent_claimed", now,
            i => i with { Worker = worker, ExecutionId = executionId, ClaimedAt = now, LeaseUntil = now + lease, Attempts = i.Attempts + 1 });
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

    /// <summary>The claimant is still at work and asks for more time, counted from now.</summary>
    public static Decision Extend(Intent intent, string executionId, TimeSpan lease, DateTimeOffset now) =>
        intent.Status != IntentStatus.InProgress ? Refuse(intent, IntentStatus.InProgress, $"execution '{executionId}' holds no claim on it; claim it again")
        : OfClaimant(intent, executionId, IntentStatus.InProgress) is Decision.Refused foreign ? foreign
        : new Decision.Kept(intent with { LeaseUntil = now + lease, UpdatedAt = now }, Announce: false);

    /// <summary>What time alone does: opens what waited for its start, cancels what nobody claimed in time, takes back what a silent claimant holds.</summary>
    public static Decision Elapse(Intent intent, DateTimeOffset now) => intent.Status switch
    {
        IntentStatus.Pending when HasExpired(intent, now) => Cancel(intent, Reasons.Expired, now, "intent_expired"),
        IntentStatus.Pending when intent.WaitsUntil <= now => new Decision.Kept(intent with { WaitsUntil = null, UpdatedAt = now }, Announce: true),
        IntentStatus.InProgress when intent.LeaseUntil <= now => Move(intent, IntentStatus.Pending, "intent_lease_expired", now, i => i),
        _ => Refuse(intent, intent.Status, "nothing is due"),
    };

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
        if (intent.Status == IntentStatus.Failed && HasExpired(intent, now)) return Refuse(intent, IntentStatus.Pending, $"it expired at {intent.ExpiresAt:O}; create a new intent instead");
        return Move(intent, IntentStatus.Pending, "intent_retried", now, i => i with { EndedAt = null, Error = null });
    }

    /// <summary>Another attempt at a failed intent, asked for through Lineage: the failed execution becomes the parent of the next, whose correlation is the same.</summary>
    public static Decision Repair(Intent intent, string executionId, string kind, DateTimeOffset now)
    {
        if (kind != "retry") return Refuse(intent, IntentStatus.Pending, $"an intent keeps its context, so it is retried, not changed (kind retry; came {kind}); create a new intent with another context instead");
        if (intent.Status == IntentStatus.Failed && intent.ExecutionId != executionId)
            return Refuse(intent, IntentStatus.Pending, $"it failed in execution '{intent.ExecutionId}', and not in '{executionId}'");
        return Retry(intent, now) is Decision.Changed changed ? changed with { After = changed.After with { ParentExecutionId = executionId } } : Retry(intent, now);
    }

    private static bool HasExpired(Intent intent, DateTimeOffset now) => intent.ExpiresAt <= now;

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
            ? new Decision.Changed(change(intent with { WaitsUntil = null, LeaseUntil = null }) with { Status = to, UpdatedAt = now, Version = intent.Version + 1 }, action)
            : Refuse(intent, to, null);

    private static Decision.Refused Refuse(Intent intent, IntentStatus to, string? because) =>
        new(to, $"Cannot go from {intent.Status.Word()} to {to.Word()}{(because is null ? "" : $": {because}")}.");
}

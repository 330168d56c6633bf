namespace IntentEngine.Owners.Retrying;

/// <summary>When failed work is tried again, and when the subject is taken off it. Pure (spec semantics §4.2 and §4.3.7).</summary>
/// <remarks>Success forgets all failures: then start from 0 again. Defaults are the origin's figures.</remarks>
public sealed record FailurePolicy
{
    private static readonly string[] OfMovement = ["movement_failed", "movement_cancelled"];

    /// <summary>The origin's figures.</summary>
    public static FailurePolicy Default { get; } = new();

    /// <summary>Failures of movement in a row that end the assignment, 1 or more; default 3.</summary>
    public int MostMovementFailures { get; init; } = 3;

    /// <summary>Pause after a failure of movement; default 8 s.</summary>
    public TimeSpan MovementCooldown { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Pause after any other failure; default 1 s.</summary>
    public TimeSpan OtherDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The kind of a reason as executors report it.</summary>
    public static FailureKind KindOf(string? reason) => OfMovement.Contains(reason) ? FailureKind.Movement : FailureKind.Other;

    /// <summary>Decides on one more failure.</summary>
    /// <param name="reason">As reported, e.g. <c>movement_failed</c>. Null: unknown, not movement.</param>
    /// <param name="failuresBefore">Failures of movement since the last success, 0 or more.</param>
    public FailureDecision AfterFailure(string? reason, int failuresBefore)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(failuresBefore);
        if (KindOf(reason) == FailureKind.Other) return new FailureDecision(failuresBefore, OtherDelay);
        var failures = failuresBefore + 1;
        // Unassigning clears the count: who is assigned again starts afresh.
        return failures >= MostMovementFailures ? new FailureDecision(0, null) : new FailureDecision(failures, MovementCooldown);
    }
}

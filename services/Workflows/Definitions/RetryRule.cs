namespace IntentEngine.Workflows.Definitions;

/// <summary>How a failed attempt is tried again.</summary>
/// <param name="MaxRetries">Retries after the first attempt; 0 or more.</param>
/// <param name="Backoff">How the pause grows.</param>
/// <param name="BaseDelay">The first pause.</param>
public sealed record RetryRule(int MaxRetries, Backoff Backoff, TimeSpan BaseDelay)
{
    /// <summary>Longest pause of ours; a provider may ask for a longer one.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(30);

    /// <summary>Longest pause a provider is granted.</summary>
    public static readonly TimeSpan MaxRequestedDelay = TimeSpan.FromMinutes(10);

    /// <summary>No retries.</summary>
    public static readonly RetryRule Never = new(0, Backoff.None, TimeSpan.Zero);

    /// <summary>The pause before retry <paramref name="retry"/> (from 1).</summary>
    /// <param name="retry">Which retry comes next, from 1.</param>
    /// <param name="requested">What the provider asked for; the longer of the two wins.</param>
    /// <returns>
    /// Exponential: base · 2^(retry−1), at most 30 s; linear: base · retry, at most 30 s; none: zero.
    /// Source: seed 004 §4.2; delays from its origin's <c>retry-utils.ts</c>.
    /// </returns>
    public TimeSpan DelayBefore(int retry, TimeSpan? requested = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retry, 1);
        var factor = Backoff switch
        {
            Backoff.Exponential => Math.Pow(2, Math.Min(retry - 1, 30)),
            Backoff.Linear => retry,
            _ => 0,
        };
        var own = TimeSpan.FromSeconds(Math.Min(BaseDelay.TotalSeconds * factor, MaxDelay.TotalSeconds));
        var asked = requested is { } wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        if (asked > MaxRequestedDelay) asked = MaxRequestedDelay;
        return own > asked ? own : asked;
    }
}

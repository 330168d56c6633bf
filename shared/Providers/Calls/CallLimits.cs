namespace IntentEngine.Providers.Calls;

/// <summary>Limits of one provider's calls.</summary>
/// <param name="Timeout">Longest time of one attempt.</param>
/// <param name="MaxConcurrency">Calls at once from this process.</param>
internal sealed record CallLimits(TimeSpan Timeout, int MaxConcurrency);

namespace IntentEngine.Providers;

/// <summary>A provider call failed for good (its own short retries are used up) with the class that decides what the step does next.</summary>
public sealed class ProviderException(ProviderErrorType errorType, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The class of the failure.</summary>
    public ProviderErrorType ErrorType { get; } = errorType;

    /// <summary>Whether trying the whole step again later can help.</summary>
    public bool IsTransient => ErrorType is ProviderErrorType.Timeout or ProviderErrorType.RateLimit or ProviderErrorType.ServerError or ProviderErrorType.NetworkError;

    /// <summary>How long the provider asked to wait. Null: it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the failed calls cost, in US dollars.</summary>
    public decimal CostUsd { get; init; }

    /// <summary>The provider's own word on retrying (<c>x-should-retry</c>). Null: it said nothing and the class decides.</summary>
    internal bool? ShouldRetry { get; init; }
}

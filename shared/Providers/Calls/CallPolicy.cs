using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace IntentEngine.Providers.Calls;

/// <summary>Which failures a call tries again by itself, and after how long (docs/providers). Longer waits are left to the step's own retries.</summary>
internal static class CallPolicy
{
    /// <summary>Further attempts after the first.</summary>
    public const int MaxRetries = 2;

    /// <summary>Longest wait that a call sits out; a provider that asks for more fails the call at once.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>Retries around a breaker: exponential back-off from 0.5 s to 8 s with jitter, or exactly what the provider asked for.</summary>
    public static ResiliencePipeline Build(TimeProvider clock) => new ResiliencePipelineBuilder { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = MaxRetries,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(0.5),
            MaxDelay = TimeSpan.FromSeconds(8),
            UseJitter = true,
            ShouldHandle = arguments => new(arguments.Outcome.Exception is ProviderException failure && IsWorthRetrying(failure, arguments.AttemptNumber)),
            DelayGenerator = arguments => new((arguments.Outcome.Exception as ProviderException)?.RetryAfter),
        })
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            // A provider that is down is left alone for a while, instead of holding every step for its full time-out.
            FailureRatio = 0.8,
            MinimumThroughput = 20,
            SamplingDuration = TimeSpan.FromSeconds(60),
            BreakDuration = TimeSpan.FromSeconds(15),
            ShouldHandle = arguments => new(arguments.Outcome.Exception is ProviderException
            {
                ErrorType: ProviderErrorType.ServerError or ProviderErrorType.NetworkError or ProviderErrorType.Timeout,
            }),
        })
        .Build();

    /// <summary>Whether attempt number <paramref name="attempt"/> (from 0) deserves a successor.</summary>
    public static bool IsWorthRetrying(ProviderException failure, int attempt)
    {
        if (failure.RetryAfter > LongestWait) return false;
        if (failure.ShouldRetry is { } said) return said;
        // A second time-out of minutes is as far as a call goes.
        return failure.IsTransient && (failure.ErrorType != ProviderErrorType.Timeout || attempt < 1);
    }
}

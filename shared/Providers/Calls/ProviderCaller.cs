using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace IntentEngine.Providers.Calls;

/// <summary>Sends the calls of one provider: limits, time-out per attempt, short retries, size cap, cost, metrics and log. Never logs keys or bodies.</summary>
internal sealed partial class ProviderCaller(string provider, HttpClient http, CallLimits limits, TimeProvider clock, ProviderMetrics metrics, ILogger logger) : IDisposable
{
    private readonly ResiliencePipeline retries = CallPolicy.Build(clock);
    private readonly ResiliencePipeline timeLimit = new ResiliencePipelineBuilder { TimeProvider = clock }.AddTimeout(limits.Timeout).Build();
    private readonly ConcurrencyLimiter concurrency = new(new()
    {
        PermitLimit = limits.MaxConcurrency,
        QueueLimit = 10_000,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Sends a request, again where that helps, and returns what <paramref name="judge"/> reads from the answer with the cost of all attempts.</summary>
    /// <param name="operation">What is asked, for metrics and log: a fixed word.</param>
    /// <param name="request">Makes the request; called once per attempt.</param>
    /// <param name="judge">Reads the answer, or throws a <see cref="ProviderException"/> that carries its class and cost.</param>
    /// <param name="cancel">Stops everything at once, without retrying.</param>
    public async Task<Priced<T>> Call<T>(string operation, Func<HttpRequestMessage> request, Func<HttpReply, Priced<T>> judge, CancellationToken cancel)
    {
        var spent = 0m;
        try
        {
            var answer = await retries.ExecuteAsync(async token =>
            {
                try
                {
                    return await Measured(operation, request, judge, token);
                }
                catch (ProviderException failure)
                {
                    spent += failure.CostUsd;
                    throw;
                }
            }, cancel);
            return answer with { CostUsd = answer.CostUsd + spent };
        }
        catch (ProviderException failure)
        {
            throw new ProviderException(failure.ErrorType, failure.Message, failure.InnerException) { RetryAfter = failure.RetryAfter, CostUsd = spent };
        }
        catch (BrokenCircuitException broken)
        {
            throw new ProviderException(ProviderErrorType.ServerError, $"{provider} failed most calls of the last minute and is left alone for a moment.", broken)
            {
                RetryAfter = broken.RetryAfter,
                CostUsd = spent,
            };
        }
    }

    public void Dispose() => concurrency.Dispose();

    private async Task<Priced<T>> Measured<T>(string operation, Func<HttpRequestMessage> request, Func<HttpReply, Priced<T>> judge, CancellationToken cancel)
    {
        using var permit = await concurrency.AcquireAsync(1, cancel);
        if (!permit.IsAcquired)
            throw new ProviderException(ProviderErrorType.RateLimit, $"Too many calls to {provider} are waiting in this process.");

        var started = clock.GetTimestamp();
        try
        {
            var answer = judge(await Send(request, cancel));
            Done(operation, "ok", answer.CostUsd, clock.GetElapsedTime(started));
            return answer;
        }
        catch (ProviderException failure)
        {
            var took = clock.GetElapsedTime(started);
            metrics.Record(provider, operation, Word(failure.ErrorType), failure.CostUsd, took);
            LogFailed(provider, operation, failure.ErrorType, failure.CostUsd, took.TotalMilliseconds, failure.RetryAfter?.TotalSeconds);
            throw;
        }
    }

    private async Task<HttpReply> Send(Func<HttpRequestMessage> request, CancellationToken cancel)
    {
        try
        {
            return await timeLimit.ExecuteAsync(async token =>
            {
                using var message = request();
                using var response = await http.SendAsync(message, token);
                return await HttpReply.Read(response, clock, token);
            }, cancel);
        }
        catch (TimeoutRejectedException late)
        {
            throw new ProviderException(ProviderErrorType.Timeout, $"{provider} did not answer within {limits.Timeout.TotalSeconds:0.###} s.", late);
        }
        catch (HttpRequestException blocked) when (blocked.InnerException is Outbound.BlockedAddressException)
        {
            throw new ProviderException(ProviderErrorType.ClientError, $"{blocked.InnerException.Message} Set AllowPrivateNetwork if {provider} really is in your own network.", blocked);
        }
        catch (HttpRequestException large) when (large.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new ProviderException(ProviderErrorType.ValidationError, $"{provider} sent more than the {http.MaxResponseContentBufferSize:N0} bytes that an answer may have.", large);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new ProviderException(ProviderErrorType.NetworkError, $"The connection to {provider} ({http.BaseAddress?.Host}) failed: {broken.Message}", broken);
        }
    }

    private void Done(string operation, string outcome, decimal cost, TimeSpan took)
    {
        metrics.Record(provider, operation, outcome, cost, took);
        LogDone(provider, operation, cost, took.TotalMilliseconds);
    }

    private static string Word(ProviderErrorType type) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(type.ToString());

    [LoggerMessage(2001, LogLevel.Information, "{Provider} {Operation} answered in {Milliseconds:0} ms for {CostUsd} USD")]
    private partial void LogDone(string provider, string operation, decimal costUsd, double milliseconds);

    [LoggerMessage(2002, LogLevel.Warning, "{Provider} {Operation} failed with {ErrorType} after {Milliseconds:0} ms for {CostUsd} USD, asked to wait {RetryAfterSeconds} s")]
    private partial void LogFailed(string provider, string operation, ProviderErrorType errorType, decimal costUsd, double milliseconds, double? retryAfterSeconds);
}

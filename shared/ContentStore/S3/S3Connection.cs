using System.Net;
using Polly;
using Polly.Retry;

namespace IntentEngine.ContentStore.S3;

/// <summary>Sends requests to a service that speaks S3, with patience for what passes by itself.</summary>
internal sealed class S3Connection : IDisposable
{
    private readonly S3Settings _settings;
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline _patience;

    /// <param name="settings">Validated settings.</param>
    /// <param name="http">Connects and does not follow redirects; owned.</param>
    /// <param name="clock">Measures time-outs.</param>
    public S3Connection(S3Settings settings, HttpMessageHandler http, TimeProvider clock)
    {
        _settings = settings;
        _clock = clock;
        // The time-out is per attempt; an answer that flows is not cut off.
        _http = new HttpClient(http) { Timeout = Timeout.InfiniteTimeSpan };
        _patience = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<PassingFailureException>(),
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(200),
                UseJitter = true,
            })
            .Build();
    }

    /// <summary>Sends; again when that may help.</summary>
    /// <returns>Null: there is no such object. Otherwise a success, its body not yet read.</returns>
    /// <exception cref="ContentStoreUnavailableException">The service is away, or refuses.</exception>
    public async Task<HttpResponseMessage?> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancel)
    {
        try
        {
            return await _patience.ExecuteAsync(async stop => await TryAsync(make, stop), cancel);
        }
        catch (PassingFailureException stayed)
        {
            throw stayed.Failure;
        }
    }

    /// <summary>Sends once, for what must not happen late.</summary>
    /// <inheritdoc cref="SendAsync"/>
    public async Task<HttpResponseMessage?> SendOnceAsync(Func<HttpRequestMessage> make, CancellationToken cancel)
    {
        try
        {
            return await TryAsync(make, cancel);
        }
        catch (PassingFailureException passing)
        {
            throw passing.Failure;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage?> TryAsync(Func<HttpRequestMessage> make, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(_settings.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        using var request = make();
        try
        {
            var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (answer.IsSuccessStatusCode) return answer;
            using (answer)
            {
                var error = await S3Error.ReadAsync(answer, either.Token);
                if (error.IsMissingObject(request.Method)) return null;
                throw error.PassesByItself ? new PassingFailureException(error.ToException()) : error.ToException();
            }
        }
        catch (HttpRequestException failure)
        {
            throw new PassingFailureException(new ContentStoreUnavailableException($"The S3 service at {_settings.Endpoint} cannot be reached: {failure.Message}", failure));
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new PassingFailureException(new ContentStoreUnavailableException($"The S3 service at {_settings.Endpoint} did not answer within {_settings.Timeout.TotalSeconds:0} s."));
        }
    }

    /// <summary>A failure that another attempt may not meet.</summary>
    private sealed class PassingFailureException(ContentStoreUnavailableException failure) : Exception(failure.Message, failure)
    {
        public ContentStoreUnavailableException Failure => failure;
    }
}

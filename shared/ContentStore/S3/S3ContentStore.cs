using System.Net;
using IntentEngine.ContentStore.Spooling;
using Polly;
using Polly.Retry;

namespace IntentEngine.ContentStore.S3;

/// <summary>Contents as objects of a bucket: <c>PREFIX ORGANIZATION/ab/abcd…</c>.</summary>
/// <remarks>An upload is spooled to a temporary file first: a signed request must know hash and length of its body before the first byte, and a broken one is sent again.</remarks>
internal sealed class S3ContentStore : IContentStore, IDisposable
{
    private readonly S3Settings _settings;
    private readonly S3Requests _requests;
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline _patience;

    /// <param name="settings">Validated settings.</param>
    /// <param name="http">Connects and does not follow redirects; owned.</param>
    /// <param name="clock">Dates signatures and measures time-outs.</param>
    public S3ContentStore(S3Settings settings, HttpMessageHandler http, TimeProvider clock)
    {
        _settings = settings;
        _clock = clock;
        _requests = new S3Requests(settings, clock);
        // The time-out is per attempt, see SendAsync; an answer that flows is not cut off.
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

    /// <summary>The handler for a real service.</summary>
    public static SocketsHttpHandler Handler() => new()
    {
        // A redirect would carry the signature to another host; a wrong region is answered by one.
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    };

    public async Task<StoredContent> WriteAsync(Guid organizationId, Stream content, long limit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(content);
        await using var spool = Spool.Create(Path.Combine(_settings.SpoolFolder, $"intentengine-{Guid.CreateVersion7():N}.part"), FileOptions.DeleteOnClose);
        var stored = await Spool.FillAsync(spool, content, limit, cancel);
        var key = KeyOf(organizationId, stored.Sha256);
        if (await ExistsAsync(key, stored.Size, cancel)) return stored;

        using var written = await SendAsync(() => _requests.Put(key, new SpooledBody(spool.SafeFileHandle, stored.Size), stored.Sha256), cancel);
        return stored;
    }

    public async Task<Stream?> OpenAsync(Guid organizationId, string sha256, CancellationToken cancel)
    {
        if (!ContentHash.IsWellFormed(sha256)) return null;
        var key = KeyOf(organizationId, sha256);
        var answer = await SendAsync(() => _requests.Get(key, 0), cancel);
        return answer is null ? null : new S3ReadStream(
            answer,
            async (offset, stop) => await SendAsync(() => _requests.Get(key, offset), stop)
                ?? throw new ContentStoreUnavailableException("A content vanished from the S3 service while it was read."));
    }

    public void Dispose() => _http.Dispose();

    private static string KeyOf(Guid organizationId, string sha256) => $"{organizationId:D}/{sha256[..2]}/{sha256}";

    private async Task<bool> ExistsAsync(string key, long size, CancellationToken cancel)
    {
        using var head = await SendAsync(() => _requests.Head(key), cancel);
        return head?.Content.Headers.ContentLength == size;
    }

    // Null: there is no such object. Otherwise a success, its body not yet read.
    private async Task<HttpResponseMessage?> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancel)
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

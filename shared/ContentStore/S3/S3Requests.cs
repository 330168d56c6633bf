using System.Globalization;
using System.Net.Http.Headers;

namespace IntentEngine.ContentStore.S3;

/// <summary>Makes signed requests for the objects of one bucket.</summary>
internal sealed class S3Requests
{
    private readonly S3Settings _settings;
    private readonly S3Credentials _credentials;
    private readonly TimeProvider _clock;
    private readonly string _host;
    private readonly string _folder;

    public S3Requests(S3Settings settings, TimeProvider clock)
    {
        _settings = settings;
        _clock = clock;
        _credentials = new S3Credentials(settings.AccessKey, settings.SecretKey, string.IsNullOrEmpty(settings.SessionToken) ? null : settings.SessionToken);
        var authority = settings.Endpoint.IsDefaultPort ? settings.Endpoint.Host : settings.Endpoint.Authority;
        _host = settings.PathStyle ? authority : $"{settings.Bucket}.{authority}";
        _folder = settings.PathStyle ? $"/{settings.Bucket}/{settings.Prefix}" : $"/{settings.Prefix}";
    }

    /// <summary>Asks whether an object exists.</summary>
    public HttpRequestMessage Head(string key) => Signed(HttpMethod.Head, key, SignatureV4.EmptyHash, range: null);

    /// <summary>Reads an object from <paramref name="offset"/> to its end.</summary>
    public HttpRequestMessage Get(string key, long offset) =>
        Signed(HttpMethod.Get, key, SignatureV4.EmptyHash, offset == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"bytes={offset}-"));

    /// <summary>Writes an object of known length and hash.</summary>
    /// <param name="key">Its name below the prefix.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="sha256">Their hash.</param>
    public HttpRequestMessage Put(string key, SpooledBody body, string sha256)
    {
        var request = Signed(HttpMethod.Put, key, sha256, range: null);
        request.Content = body;
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        // A refusal then comes before the bytes are sent.
        request.Headers.ExpectContinue = true;
        return request;
    }

    /// <summary>Writes an object without content.</summary>
    public HttpRequestMessage PutEmpty(string key)
    {
        var request = Signed(HttpMethod.Put, key, SignatureV4.EmptyHash, range: null);
        request.Content = new ByteArrayContent([]);
        return request;
    }

    /// <summary>Copies an object onto itself, which makes it as young as one written now.</summary>
    public HttpRequestMessage Renew(string key)
    {
        var request = Signed(HttpMethod.Put, key, SignatureV4.EmptyHash, range: null, ("x-amz-copy-source", $"/{_settings.Bucket}/{_settings.Prefix}{key}"), ("x-amz-metadata-directive", "REPLACE"));
        request.Content = new ByteArrayContent([]);
        return request;
    }

    /// <summary>Removes an object; one that is not there is no fault.</summary>
    public HttpRequestMessage Delete(string key) => Signed(HttpMethod.Delete, key, SignatureV4.EmptyHash, range: null);

    // Prefix and keys consist of characters that are never encoded (validated settings, UUIDs, hexadecimal digits).
    private HttpRequestMessage Signed(HttpMethod method, string key, string payloadHash, string? range, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var now = _clock.GetUtcNow();
        var path = _folder + key;
        var headers = new Dictionary<string, string> { ["host"] = _host, ["x-amz-content-sha256"] = payloadHash, ["x-amz-date"] = SignatureV4.Date(now) };
        if (_credentials.SessionToken is { } token) headers["x-amz-security-token"] = token;
        if (range is not null) headers["range"] = range;
        foreach (var (name, value) in more) headers[name] = value;

        var request = new HttpRequestMessage(method, new Uri($"{_settings.Endpoint.Scheme}://{_host}{path}"));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation("Authorization",
            SignatureV4.Authorization(method.Method, path, "", headers, payloadHash, _credentials, _settings.Region, "s3", now));
        return request;
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using IntentEngine.ContentStore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace IntentEngine.ContentStore.S3;

/// <summary>A small service that speaks enough of S3: PUT, copies onto itself, GET with Range, HEAD and DELETE of objects in one bucket, every signature verified. It can fail on demand.</summary>
internal sealed class FakeS3 : IAsyncDisposable
{
    public const string Bucket = "engine-content";
    public const string AccessKey = "AKIDFAKE";
    public const string SecretKey = "a/secret+that=is/long+enough/to/be+found";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _faults = new();

    private FakeS3(WebApplication app) => _app = app;

    /// <summary>Verifies signatures; another one means other keys, regions or clocks.</summary>
    public SignatureCheck Check { get; set; } = new(AccessKey, SecretKey, "eu-central-1", null, TimeProvider.System);

    /// <summary>Objects by name.</summary>
    public ConcurrentDictionary<string, byte[]> Objects { get; } = new();

    /// <summary>When each object was written last.</summary>
    public ConcurrentDictionary<string, DateTimeOffset> Written { get; } = new();

    /// <summary>Whether the key may remove objects.</summary>
    public bool MayDelete { get; set; } = true;

    /// <summary>Runs before a request is answered; gets its method and path.</summary>
    public Func<string, string, Task>? Before { get; set; }

    /// <summary>Method and target of what came, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Whether GET answers the whole object to a request for a part.</summary>
    public bool IgnoresRanges { get; set; }

    public int Port => new Uri(_app.Urls.First()).Port;

    public static async Task<FakeS3> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MinRequestBodyDataRate = null);
        var app = builder.Build();
        var fake = new FakeS3(app);
        app.Run(fake.AnswerAsync);
        await app.StartAsync();
        return fake;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>The settings that lead here.</summary>
    public S3Settings Settings(bool pathStyle = true, string host = "127.0.0.1", string bucket = Bucket, string secretKey = SecretKey, string region = "eu-central-1", string? sessionToken = null, string prefix = "some/prefix/") => new()
    {
        Endpoint = new Uri($"http://{host}:{Port}"),
        Bucket = bucket,
        AccessKey = AccessKey,
        SecretKey = secretKey,
        SessionToken = sessionToken,
        Region = region,
        PathStyle = pathStyle,
        Prefix = prefix,
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>A handler that comes here whatever host a request names.</summary>
    public SocketsHttpHandler Handler()
    {
        var handler = S3ContentStore.Handler();
        handler.ConnectCallback = async (_, cancel) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync("127.0.0.1", Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        };
        return handler;
    }

    /// <summary>The next requests are answered with these statuses instead.</summary>
    public void FailNext(params int[] statuses)
    {
        foreach (var status in statuses) _faults.Enqueue(http => RefuseAsync(http, status, status == 503 ? "SlowDown" : "InternalError"));
    }

    /// <summary>The next request is cut off after it was read.</summary>
    public void CutNext() => _faults.Enqueue(http =>
    {
        http.Abort();
        return Task.CompletedTask;
    });

    private async Task AnswerAsync(HttpContext http)
    {
        Requests.Enqueue($"{http.Request.Method} {http.Request.Host.Host} {http.Request.Path}");
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        if (Before is { } before) await before(http.Request.Method, http.Request.Path);
        if (_faults.TryDequeue(out var fault)) await fault(http);
        else if (Check.Fault(http.Request, body.ToArray()) is { } wrong) await RefuseAsync(http, 403, wrong);
        else if (Name(http.Request) is not { } name) await RefuseAsync(http, 404, "NoSuchBucket");
        else if (HttpMethods.IsDelete(http.Request.Method)) await RemoveAsync(http, name);
        else if (HttpMethods.IsPut(http.Request.Method)) await WriteAsync(http, name, body.ToArray());
        else if (!Objects.TryGetValue(name, out var content)) await RefuseAsync(http, 404, "NoSuchKey");
        else if (HttpMethods.IsHead(http.Request.Method)) (http.Response.ContentLength, http.Response.GetTypedHeaders().LastModified) = (content.Length, Written[name]);
        else await SendAsync(http, content);
    }

    private async Task WriteAsync(HttpContext http, string name, byte[] body)
    {
        if (http.Request.Headers["x-amz-copy-source"].ToString() is { Length: > 0 } source)
        {
            if (source != $"/{Bucket}/{name}" || http.Request.Headers["x-amz-metadata-directive"] != "REPLACE") await RefuseAsync(http, 400, "InvalidRequest");
            else if (!Objects.ContainsKey(name)) await RefuseAsync(http, 404, "NoSuchKey");
            else Written[name] = TimeProvider.System.GetUtcNow();
            return;
        }

        Written[name] = TimeProvider.System.GetUtcNow();
        Objects[name] = body;
    }

    private async Task RemoveAsync(HttpContext http, string name)
    {
        if (!MayDelete)
        {
            await RefuseAsync(http, 403, "AccessDenied");
            return;
        }

        Objects.TryRemove(name, out _);
        http.Response.StatusCode = 204;
    }

    private async Task SendAsync(HttpContext http, byte[] content)
    {
        var from = IgnoresRanges ? null : http.Request.GetTypedHeaders().Range?.Ranges.Single().From;
        if (from is { } start)
        {
            http.Response.StatusCode = 206;
            http.Response.GetTypedHeaders().ContentRange = new ContentRangeHeaderValue(start, content.Length - 1, content.Length);
        }

        var sent = content.AsMemory((int)(from ?? 0));
        http.Response.ContentLength = sent.Length;
        await http.Response.Body.WriteAsync(sent);
    }

    private static async Task RefuseAsync(HttpContext http, int status, string code)
    {
        http.Response.StatusCode = status;
        if (HttpMethods.IsHead(http.Request.Method)) return;
        http.Response.ContentType = "application/xml";
        await http.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>Because of {code}</Message><StringToSign>private</StringToSign></Error>"));
    }

    private static string? Name(HttpRequest request)
    {
        if (request.Host.Host.StartsWith(Bucket + ".", StringComparison.Ordinal)) return request.Path.Value![1..];
        return request.Path.Value!.StartsWith($"/{Bucket}/", StringComparison.Ordinal) ? request.Path.Value[(Bucket.Length + 2)..] : null;
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace IntentEngine.Client;

/// <summary>A server that gives the answers it was told to, one after the other, the last one for ever, and remembers the requests.</summary>
public sealed class StubServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Queue<Func<HttpContext, Task>> answers;

    private StubServer(WebApplication app, IEnumerable<Func<HttpContext, Task>> answers)
    {
        this.app = app;
        this.answers = new Queue<Func<HttpContext, Task>>(answers);
    }

    /// <summary>The requests so far.</summary>
    public List<StubRequest> Requests { get; } = [];

    public static async Task<StubServer> Start(params Func<HttpContext, Task>[] answers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new StubServer(app, answers);
        app.Run(server.Handle);
        await app.StartAsync();
        return server;
    }

    /// <summary>An answer with a body.</summary>
    public static Func<HttpContext, Task> Json(int status, string body, string? retryAfter = null) => http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = status < 400 ? "application/json" : "application/problem+json";
        if (retryAfter is not null) http.Response.Headers.RetryAfter = retryAfter;
        return http.Response.WriteAsync(body);
    };

    /// <summary>No answer: the connection breaks.</summary>
    public static Task Break(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    /// <summary>A client of this server that does not pause between attempts unless told otherwise.</summary>
    public IntentEngineClient Client(Requests.RetrySettings? retries = null, TimeProvider? clock = null) =>
        new(IntentEngineClient.Configure(new HttpClient(), new Uri(app.Urls.First()), "token-of-the-test"), retries ?? new() { FirstPause = TimeSpan.Zero }, clock);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Handle(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        Func<HttpContext, Task> answer;
        lock (answers)
        {
            Requests.Add(new StubRequest(http.Request.Method, http.Request.Path + http.Request.QueryString, http.Request.Headers.Authorization.ToString(), http.Request.Headers["Idempotency-Key"].ToString(), body));
            answer = answers.Count > 1 ? answers.Dequeue() : answers.Peek();
        }

        await answer(http);
    }
}

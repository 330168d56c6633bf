using System.Collections.Concurrent;
using System.Net;
using IntentEngine.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Intents.Owners;

/// <summary>An owner's own web server.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<HttpStatusCode> _answers;
    private readonly ConcurrentQueue<Received> _got = new();

    private Receiver(IEnumerable<HttpStatusCode> answers)
    {
        _answers = new ConcurrentQueue<HttpStatusCode>(answers);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            _got.Enqueue(new Received(await reader.ReadToEndAsync(), http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
            http.Response.StatusCode = (int)(_answers.TryDequeue(out var status) ? status : HttpStatusCode.OK);
            http.Response.Headers.Location = "/elsewhere";
        });
    }

    public Uri Url => new(new Uri(_app.Urls.First()), "/hook");

    public IReadOnlyList<Received> Got => [.. _got];

    /// <param name="answers">What it answers first; then 200.</param>
    public static async Task<Receiver> StartAsync(params HttpStatusCode[] answers)
    {
        var receiver = new Receiver(answers);
        await receiver._app.StartAsync();
        return receiver;
    }

    public async Task<IReadOnlyList<Received>> Wait(int count)
    {
        await Eventually.Holds(() => Task.FromResult(_got.Count >= count), $"{count} requests to the webhook");
        return Got;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>One request.</summary>
internal sealed record Received(string Body, IReadOnlyDictionary<string, string> Headers);

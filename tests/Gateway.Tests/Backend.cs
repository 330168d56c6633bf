using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Gateway;

/// <summary>A tiny service on a free port of 127.0.0.1 that says what reached it.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string name;
    private readonly TaskCompletionSource dripped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Backend(WebApplication app, string name)
    {
        this.app = app;
        this.name = name;
    }

    public string Address => app.Urls.First();

    /// <summary>Status of <c>/health/ready</c>.</summary>
    public int Ready { get; set; } = 200;

    /// <summary>Ends when a request arrived that waits for <see cref="Release"/>.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets requests be answered that wait.</summary>
    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets a request for <c>…/drips</c> have its second line.</summary>
    public void Drip() => dripped.TrySetResult();

    /// <summary>Requests for the OpenAPI document so far.</summary>
    public int Described { get; private set; }

    public static async Task<Backend> StartAsync(string name)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var backend = new Backend(app, name);
        app.Run(backend.AnswerAsync);
        await app.StartAsync();
        return backend;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Headers.ContainsKey("Wait"))
        {
            Waiting.TrySetResult();
            await Release.Task.WaitAsync(http.RequestAborted);
        }

        if (http.Request.Path == "/health/ready") http.Response.StatusCode = Ready;
        else if (http.Request.Path == "/openapi/v1.json") await http.Response.WriteAsync(Describe());
        else if (http.Request.Path.Value!.EndsWith("/hangs", StringComparison.Ordinal)) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        else if (http.Request.Path.Value.EndsWith("/drips", StringComparison.Ordinal))
        {
            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync($"after {http.Request.Headers["Last-Event-ID"]}\n");
            await http.Response.Body.FlushAsync();
            await dripped.Task.WaitAsync(http.RequestAborted);
            await http.Response.WriteAsync("dripped\n");
        }
        else if (http.Request.Path.Value.EndsWith("/breaks", StringComparison.Ordinal)) http.Abort();
        else if (http.Request.Path.Value.EndsWith("/locked", StringComparison.Ordinal))
        {
            http.Response.StatusCode = 423;
            await http.Response.WriteAsJsonAsync(new { error = "locked" }, options: null, contentType: "application/problem+json");
        }
        else await http.Response.WriteAsJsonAsync(new JsonObject
        {
            ["backend"] = name,
            ["method"] = http.Request.Method,
            ["target"] = http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget,
            ["headers"] = new JsonObject(http.Request.Headers.Select(h => KeyValuePair.Create<string, JsonNode?>(h.Key.ToLowerInvariant(), h.Value.ToString()))),
            ["body"] = await new StreamReader(http.Request.Body).ReadToEndAsync(),
        });
    }

    private string Describe()
    {
        Described++;
        return $$$"""
            {
              "openapi": "3.1.1", "paths": { "/api/{{{name}}}": { "get": { "responses": { "200": { "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/Page" } } } } } } } },
              "components": { "schemas": { "Page": { "type": "object", "title": "{{{name}}}" }, "Problem": { "type": "object" } } }
            }
            """;
    }
}

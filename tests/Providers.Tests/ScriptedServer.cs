using System.Net;
using System.Text;
using System.Text.Json;

namespace IntentEngine.Providers;

/// <summary>Answers requests from a script and keeps what was asked; the last answer repeats.</summary>
public sealed class ScriptedServer : HttpMessageHandler
{
    private readonly List<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> script = [];
    private readonly List<(HttpRequestMessage Request, string Body)> asked = [];

    public int Calls => asked.Count;

    public ScriptedServer Answer(string body, HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers) => Do((_, _) =>
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers) response.Headers.TryAddWithoutValidation(name, value);
        return Task.FromResult(response);
    });

    public ScriptedServer Do(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        script.Add(answer);
        return this;
    }

    public JsonElement Body(int call = 0) => JsonDocument.Parse(asked[call].Body).RootElement;

    public HttpRequestMessage Request(int call = 0) => asked[call].Request;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        int call;
        lock (asked)
        {
            call = asked.Count;
            asked.Add((request, body));
        }
        return await script[Math.Min(call, script.Count - 1)](request, cancellationToken);
    }
}

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace IntentEngine.EndToEnd.Driving;

/// <summary>The engine's HTTP API for one caller; requests go to the instances in turn.</summary>
internal sealed class EngineApi(IReadOnlyList<Uri> instances, string token) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2), PooledConnectionLifetime = TimeSpan.FromMinutes(1) })
    {
        Timeout = TimeSpan.FromSeconds(60),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    private int _next;

    /// <summary>Sends one request once. No answer is an answer with status 0.</summary>
    public async Task<Answer> Send(HttpMethod method, string path, object? body = null, string? key = null)
    {
        var instance = instances[(int)((uint)Interlocked.Increment(ref _next) % instances.Count)];
        using var request = new HttpRequestMessage(method, new Uri(instance, path));
        if (body is not null) request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var answer = await _http.SendAsync(request);
            return new Answer((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
        }
        catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException or IOException)
        {
            return new Answer(0, null, $"{lost.GetType().Name}: {lost.Message}");
        }
    }

    public void Dispose() => _http.Dispose();
}

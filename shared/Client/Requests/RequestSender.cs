using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace IntentEngine.Client.Requests;

/// <summary>Sends one request until it is answered, and reads the answer.</summary>
internal sealed class RequestSender(HttpClient http, RetrySettings settings, TimeProvider clock)
{
    private const string IdempotencyKey = "Idempotency-Key";

    public Task<T> GetAsync<T>(string path, CancellationToken cancel) => SendAsync<T>(HttpMethod.Get, path, null, null, cancel);

    public Task<T> PutAsync<T>(string path, object body, CancellationToken cancel) => SendAsync<T>(HttpMethod.Put, path, body, null, cancel);

    /// <summary>Posts with a key, so that the engine recognises the same request when it comes again.</summary>
    public Task<T> PostAsync<T>(string path, object body, string? key, CancellationToken cancel) => SendAsync<T>(HttpMethod.Post, path, body, key ?? Guid.NewGuid().ToString(), cancel);

    /// <summary>Gets a list whose items are in the member <paramref name="name"/>.</summary>
    public async Task<Page<T>> GetPageAsync<T>(string path, string name, CancellationToken cancel)
    {
        var answer = await GetAsync<JsonElement>(path, cancel);
        return new Page<T>(answer.GetProperty(name).Deserialize<List<T>>(ClientJson.Options)!, answer.GetProperty("total").GetInt32());
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, string? key, CancellationToken cancel)
    {
        using var answer = await AnswerAsync(method, path, body, key, cancel);
        if (!answer.IsSuccessStatusCode) throw await Problem.ReadAsync(answer, cancel);
        return await answer.Content.ReadFromJsonAsync<T>(ClientJson.Options, cancel)
            ?? throw new JsonException($"{method} {path} was answered with null; expected {typeof(T).Name}.");
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpMethod method, string path, object? body, string? key, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            TimeSpan pause;
            try
            {
                using var request = Request(method, path, body, key);
                var answer = await http.SendAsync(request, cancel);
                if (attempt >= settings.Retries || !IsWorthRetrying(answer.StatusCode)) return answer;
                pause = Pause(attempt, answer);
                if (pause > settings.LongestPause) return answer;
                answer.Dispose();
            }
            catch (HttpRequestException) when (attempt < settings.Retries)
            {
                pause = Pause(attempt, null);
            }

            await Task.Delay(pause, clock, cancel);
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, object? body, string? key)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: ClientJson.Options);
        if (key is not null) request.Headers.Add(IdempotencyKey, key);
        return request;
    }

    private static bool IsWorthRetrying(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private TimeSpan Pause(int attempt, HttpResponseMessage? answer)
    {
        var own = TimeSpan.FromTicks(Math.Min(settings.FirstPause.Ticks << Math.Min(attempt, 16), settings.LongestPause.Ticks));
        var asked = answer?.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - clock.GetUtcNow() ?? TimeSpan.Zero : TimeSpan.Zero;
        return asked > own ? asked : own;
    }
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace IntentEngine.ProviderSimulator;

/// <summary>Talks to a running simulator as a bare HTTP client would.</summary>
internal sealed class SimulatorClient : IAsyncDisposable
{
    private readonly RunningSimulator simulator;
    private readonly HttpClient http;

    private SimulatorClient(RunningSimulator simulator)
    {
        this.simulator = simulator;
        http = new HttpClient { BaseAddress = simulator.BaseUrl };
    }

    public Uri BaseUrl => simulator.BaseUrl;

    public static async Task<SimulatorClient> Start() => new(await ProviderSimulatorService.StartAsync());

    public Task<HttpResponseMessage> Labs(string function, string tasks, string credentials = "simulator:simulator", string? fault = null) =>
        Send(HttpMethod.Post, $"v3/dataforseo_labs/google/{function}/live", tasks, new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))), fault);

    public Task<HttpResponseMessage> Agent(string body, string key = "simulator", string? fault = null) => Send(HttpMethod.Post, "v1/agent", body, new("Bearer", key), fault);

    public Task<HttpResponseMessage> Post(string path, string body) => Send(HttpMethod.Post, path, body, null, null);

    public Task<HttpResponseMessage> Put(string path, string body) => Send(HttpMethod.Put, path, body, null, null);

    public Task<HttpResponseMessage> Delete(string path) => http.DeleteAsync(path);

    public Task<string> Get(string path) => http.GetStringAsync(path);

    public static async Task<JsonElement> Json(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    /// <summary>The items of a Labs answer; null when the provider knows nothing.</summary>
    public async Task<List<JsonElement>?> Items(string function, string fields)
    {
        using var response = await Labs(function, $$"""[{"location_code":2840,"language_code":"en",{{fields}}}]""");
        var items = (await Json(response)).GetProperty("tasks")[0].GetProperty("result")[0].GetProperty("items");
        return items.ValueKind == JsonValueKind.Null ? null : [.. items.EnumerateArray()];
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await simulator.DisposeAsync();
    }

    private Task<HttpResponseMessage> Send(HttpMethod method, string path, string body, AuthenticationHeaderValue? authorization, string? fault)
    {
        var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json"), Headers = { Authorization = authorization } };
        if (fault is not null) request.Headers.Add("X-Simulate", fault);
        return http.SendAsync(request);
    }
}

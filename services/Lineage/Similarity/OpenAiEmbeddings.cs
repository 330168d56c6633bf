using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntentEngine.Hosting.Settings;

namespace IntentEngine.Lineage.Similarity;

/// <summary>Embeddings as OpenAI defined them, which Ollama, vLLM and gateways speak too: <c>POST {BaseUrl}/embeddings</c>.</summary>
internal sealed class OpenAiEmbeddings : IErrorEmbeddings, IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _address;

    /// <exception cref="SettingsException">There is an address but no model.</exception>
    public OpenAiEmbeddings(EmbeddingOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Model))
            throw new SettingsException("'Lineage:Embeddings:Model' is missing; with a BaseUrl it names the model to ask, e.g. text-embedding-3-small.");
        Model = options.Model;
        _address = new Uri($"{options.BaseUrl!.AbsoluteUri.TrimEnd('/')}/embeddings");
        // Where an answer leads is not where the operator allowed texts to be sent.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = TimeSpan.FromMilliseconds(options.TimeoutMilliseconds),
            MaxResponseContentBufferSize = 32 * 1024 * 1024,
        };
        if (options.ApiKey.Length > 0) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
    }

    public string Model { get; }

    public async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancel)
    {
        try
        {
            using var response = await _http.PostAsJsonAsync(_address, new { model = Model, input = texts }, cancel);
            response.EnsureSuccessStatusCode();
            var answer = await response.Content.ReadFromJsonAsync<Answer>(cancel);
            var vectors = answer?.Data?.OrderBy(item => item.Index).Select(item => item.Embedding).ToList() ?? [];
            if (vectors.Count == texts.Count && vectors.All(vector => vector is { Length: > 0 } && vector.Length == vectors[0].Length)) return vectors;
            throw new HttpRequestException($"Expected {texts.Count} embeddings of one length; came {vectors.Count}. Check Lineage:Embeddings:Model.");
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException)
        {
            throw new HttpRequestException($"Expected the JSON of an embeddings answer; came something else: {broken.Message}", broken);
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"No embeddings came within {_http.Timeout.TotalMilliseconds:0} ms.", late);
        }
    }

    public void Dispose() => _http.Dispose();

    private sealed record Item([property: JsonPropertyName("index")] int Index, [property: JsonPropertyName("embedding")] float[] Embedding);

    private sealed record Answer([property: JsonPropertyName("data")] IReadOnlyList<Item>? Data);
}

using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace IntentEngine.Bench.Intents;

/// <summary>W2 through the service's HTTP API: create intents one by one, then claim and complete them in batches.</summary>
internal sealed class IntentThroughput(HttpClient http)
{
    private const int BatchSize = 100;

    /// <summary>The context that W2 names.</summary>
    public static readonly string Context = JsonSerializer.Serialize(new { ingestion_profile = "hybrid", parse_options = new { pad = new string('x', 200) } });

    private static readonly byte[] Wish = System.Text.Encoding.UTF8.GetBytes($$"""{"intent_type":"parse_content","context":{{Context}}}""");

    private static readonly byte[] Claim = System.Text.Encoding.UTF8.GetBytes($$"""{"types":["parse_content"],"max":{{BatchSize}},"lease_seconds":60,"worker":"bench"}""");

    /// <summary>Creates that many; per second.</summary>
    public Task<double> Create(int intents, int inFlight) => Load.PerSecond(intents, inFlight, async () => (await Post("/api/intents", Wish, HttpStatusCode.Created)).Dispose());

    /// <summary>Claims and completes that many; per second.</summary>
    public async Task<double> Finish(int intents, int workers)
    {
        var finished = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            while (Volatile.Read(ref finished) < intents)
            {
                using var claimed = await Post("/api/intents/claim", Claim, HttpStatusCode.OK);
                var mine = claimed.RootElement.GetProperty("intents");
                if (mine.GetArrayLength() == 0) return;
                using var completed = await Post("/api/intents/complete", Reports(mine), HttpStatusCode.OK);
                Interlocked.Add(ref finished, completed.RootElement.GetProperty("completed").GetInt32());
            }
        })));
        if (finished != intents) throw new InvalidOperationException($"Expected {intents} completed intents; came {finished}.");
        return intents / watch.Elapsed.TotalSeconds;
    }

    private static byte[] Reports(JsonElement intents) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        completions = intents.EnumerateArray().Select(i => new { intent_id = i.GetProperty("intent_id").GetString(), execution_id = i.GetProperty("execution_id").GetString() }),
    });

    private async Task<JsonDocument> Post(string path, byte[] body, HttpStatusCode expected)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        if (response.StatusCode != expected) throw new InvalidOperationException($"Expected {expected}; came {response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
    }
}

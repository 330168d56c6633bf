using System.Diagnostics;
using System.Text.Json;

namespace IntentEngine.Bench.OpenLineage;

/// <summary>Questions about chains, over HTTP by one client, beside their floors.</summary>
internal sealed class GraphQuestions(HttpClient http, GraphFloor floor, Func<TimeSpan> processor, int requests)
{
    private const int Middle = ChainEvents.Links / 2;

    /// <summary>A question as it was measured.</summary>
    /// <param name="Name">What was asked.</param>
    /// <param name="Answers">What each answer took.</param>
    /// <param name="Floor">How long the bare query took, in milliseconds.</param>
    internal sealed record Measured(string Name, Cost Answers, List<double> Floor);

    /// <summary>What answers took.</summary>
    /// <param name="Times">Each, in milliseconds.</param>
    /// <param name="Processor">One, of the service and of PostgreSQL together, in milliseconds: on a busy machine that says more.</param>
    internal sealed record Cost(List<double> Times, double Processor);

    /// <summary>Asks all of them of an installation of so many jobs; each request asks of another chain, as long as there are.</summary>
    public async Task<IReadOnlyList<Measured>> Ask(int jobs)
    {
        var chains = ChainEvents.Chains(jobs);
        int Chain(int request) => (int)(request * 7919L % chains);
        var few = Math.Max(20, requests / 5);
        return
        [
            new("graph, depth 20, middle of a chain",
                await Time(r => $"/api/v1/lineage?nodeId=job:{ChainEvents.Namespace}:{ChainEvents.Job(Chain(r), Middle)}&depth=20", requests, "graph", 41 + 42),
                await floor.Graph(Chain, Middle - 20, 41, requests)),
            new("graph, whole chain, depth 250",
                await Time(r => $"/api/v1/lineage?nodeId=job:{ChainEvents.Namespace}:{ChainEvents.Job(Chain(r), 0)}&depth=250", few, "graph", ChainEvents.Links * 2 + 1),
                await floor.Graph(Chain, 0, ChainEvents.Links, few)),
            new("upstream runs, depth 20",
                await Time(r => $"/api/v1/runlineage/upstream?runId={ChainEvents.Run(Chain(r), Middle)}&depth=20", requests, "runs", 21),
                await floor.Upstream(Chain, Middle - 20, 21, requests)),
        ];
    }

    /// <summary>Events per second of one client that sends them one by one.</summary>
    public async Task<double> SendOneByOne(int events)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < events; i++) await Send("/api/v1/lineage", new StringContent(ChainEvents.Alone($"single_{events}", i), System.Text.Encoding.UTF8, "application/json"));
        return events / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Events per second of one client that sends them in batches.</summary>
    public async Task<double> SendBatches(IEnumerable<string> events, int together)
    {
        var (sent, watch) = (0, Stopwatch.StartNew());
        foreach (var batch in events.Chunk(together))
        {
            using var answer = JsonDocument.Parse(await Send("/api/v1/lineage/batch", ChainEvents.Body(batch)));
            if (answer.RootElement.GetProperty("summary").GetProperty("successful").GetInt32() != batch.Length)
                throw new InvalidOperationException($"Expected {batch.Length} events to be taken; came {answer.RootElement}.");
            sent += batch.Length;
        }

        return sent / watch.Elapsed.TotalSeconds;
    }

    private async Task<byte[]> Send(string address, HttpContent content)
    {
        using (content)
        {
            using var response = await http.PostAsync(new Uri(address, UriKind.Relative), content);
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadAsByteArrayAsync();
        }
    }

    private async Task<Cost> Time(Func<int, string> address, int times, string list, int expected)
    {
        var before = TimeSpan.Zero;
        var measured = await AskedOverHttp.Time(http, address, times, list, expected, () => before = processor());
        return new Cost(measured, (processor() - before).TotalMilliseconds / times);
    }
}

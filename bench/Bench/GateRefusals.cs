using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace IntentEngine.Bench;

/// <summary>How long a gate takes to say no, over HTTP through the embedded engine, beside the same server answering a health probe.</summary>
internal static class GateRefusals
{
    public static async Task<IReadOnlyList<Figure>> Run(IReadOnlyList<string> args)
    {
        var requests = args.Number("requests", 2000);
        await using var engine = await EmbeddedEngine.StartAsync();
        using var http = engine.Client();
        var workflow = await EmbeddedEngine.WorkflowAtSeedApproval(http);
        var refused = await Measure(requests, () => http.PostAsJsonAsync($"/api/intent-workflows/{workflow}/execute-step/4", new { }), HttpStatusCode.Locked);
        var floor = await Measure(requests, () => http.GetAsync("/health/live"), HttpStatusCode.OK);
        return
        [
            Figure.Against("gate refusal p50, one client", Percentiles.At(refused, 0.50), "ms", Percentiles.At(floor, 0.50)),
            Figure.Against("gate refusal p99, one client", Percentiles.At(refused, 0.99), "ms", Percentiles.At(floor, 0.99)),
        ];
    }

    private static async Task<List<double>> Measure(int requests, Func<Task<HttpResponseMessage>> ask, HttpStatusCode expected)
    {
        var times = new List<double>(requests);
        for (var i = -200; i < requests; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var response = await ask();
            await response.Content.ReadAsByteArrayAsync();
            if (response.StatusCode != expected) throw new InvalidOperationException($"Expected {expected}; came {response.StatusCode}.");
            if (i >= 0) times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using IntentEngine.LocalServers;

namespace IntentEngine.Bench.Intents;

/// <summary>How long each query takes over HTTP, one client, at ten thousand rows and at the number asked for.</summary>
internal static class IntentQueries
{
    private const int Few = 10_000;

    public static async Task<IReadOnlyList<Figure>> Measure(ServiceProcess service, PostgresServer postgres, int rows, int requests)
    {
        var organization = Guid.NewGuid();
        using var http = service.Client(organization);
        List<Figure> figures = [];
        await IntentRows.Add(postgres, organization, 1, Math.Min(Few, rows));
        var few = await All(http, Math.Min(Few, rows), requests);
        if (rows > Few)
        {
            var building = Stopwatch.StartNew();
            await IntentRows.Add(postgres, organization, Few + 1, rows);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} rows built in {building.Elapsed.TotalSeconds:0} s"));
            var many = await All(http, rows, requests);
            foreach (var (query, times) in many)
            {
                figures.Add(Figure.Against($"{query}, p50", Percentiles.At(times, 0.50), "ms", Percentiles.At(few[query], 0.50)));
                figures.Add(Figure.Against($"{query}, p99", Percentiles.At(times, 0.99), "ms", Percentiles.At(few[query], 0.99)));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Queries: value at {rows} rows, floor at {Few} rows, over HTTP."));
            return figures;
        }

        return [.. few.Select(query => new Figure($"{query.Key}, p99", Percentiles.At(query.Value, 0.99), "ms"))];
    }

    private static async Task<Dictionary<string, List<double>>> All(HttpClient http, int rows, int requests)
    {
        var measured = new Dictionary<string, List<double>>();
        foreach (var (name, address) in Queries(rows)) measured[name] = await One(http, address, requests);
        measured["20 pages on by cursor"] = await Pages(http, requests);
        return measured;
    }

    // Each request asks for other values, spread over the whole table.
    private static IEnumerable<(string Name, Func<int, string> Address)> Queries(int rows)
    {
        int Row(int request) => (int)(request * 7919L % rows);
        string Time(int row) => Uri.EscapeDataString((new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero) + TimeSpan.FromDays(365.0 * row / rows)).ToString("O"));
        string Json(string text) => Uri.EscapeDataString(text);
        yield return ("get one", r => $"/api/intents/intent-{1 + Row(r)}");
        yield return ("list all", _ => "/api/intents");
        yield return ("list by status", r => $"/api/intents?status={(r % 2 == 0 ? "pending" : "completed")}");
        yield return ("list by two statuses", _ => "/api/intents?status=pending,in_progress");
        yield return ("list by type", r => $"/api/intents?type={(r % 2 == 0 ? "parse_content" : $"type_{r % 50}")}");
        yield return ("list by status and type", r => $"/api/intents?status=failed&type={(r % 2 == 0 ? "summarize" : "type_7")}");
        yield return ("list by target", r => $"/api/intents?target_artifact_id=file-{Row(r) / 2}");
        yield return ("list by creator", r => $"/api/intents?created_by=person-{r % 200}");
        yield return ("list by session", r => $"/api/intents?session_id={Session(Row(r) / 20)}");
        yield return ("list by correlation", r => $"/api/intents?correlation_id=run-{Row(r) / 10}");
        yield return ("list by rare context", r => $"/api/intents?context={Json($$$"""{"file":{"id":"file-{{{Row(r) / 2}}}"}}""")}");
        yield return ("list by frequent context", _ => $"/api/intents?context={Json("""{"ingestion_profile":"hybrid"}""")}");
        yield return ("list by status and context", _ => $"/api/intents?status=pending&context={Json("""{"ingestion_profile":"hybrid"}""")}");
        yield return ("list by time of creation", r => $"/api/intents?created_from={Time(Row(r))}&created_to={Time(Row(r) + rows / 100)}");
        yield return ("list by time of change", r => $"/api/intents?updated_from={Time(Row(r))}");
        yield return ("targets with pending intents of a type", r => $"/api/intents/pending-targets?intent_type={(r % 2 == 0 ? "parse_content" : "summarize")}");
        yield return ("counts", _ => "/api/intents/counts");
        yield return ("counts of a type", _ => "/api/intents/counts?type=parse_content");
    }

    private static Guid Session(int number) => new(Convert.ToHexString(Hash($"session-{number}")));

#pragma warning disable CA5351 // Names what the rows were given by PostgreSQL's md5(), and protects nothing.
    private static byte[] Hash(string text) => System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5351

    private static async Task<List<double>> One(HttpClient http, Func<int, string> address, int requests)
    {
        var times = new List<double>(requests);
        for (var i = -20; i < requests; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var response = await http.GetAsync(new Uri(address(Math.Abs(i)), UriKind.Relative));
            await response.Content.ReadAsByteArrayAsync();
            response.EnsureSuccessStatusCode();
            if (i >= 0) times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }

    private static async Task<List<double>> Pages(HttpClient http, int requests)
    {
        var times = new List<double>(requests);
        var cursor = "";
        for (var i = 0; i < requests; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var response = await http.GetAsync(new Uri($"/api/intents?status=completed{(cursor.Length == 0 ? "" : $"&cursor={cursor}")}", UriKind.Relative));
            var body = await response.Content.ReadAsByteArrayAsync();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            using var page = JsonDocument.Parse(body);
            cursor = i % 20 == 19 ? "" : page.RootElement.GetProperty("next_cursor").GetString()!;
        }

        return times;
    }
}

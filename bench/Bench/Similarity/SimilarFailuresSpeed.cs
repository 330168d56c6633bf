using System.Diagnostics;
using System.Globalization;
using IntentEngine.LocalServers;
using Npgsql;

namespace IntentEngine.Bench.Similarity;

/// <summary>
/// Similar failures, repair proposals and reflection over HTTP, one client, beside one bare query that finds the newest failures of a fingerprint.
/// <c>--rows N</c> (200000) failures, <c>--requests N</c> (300) for each.
/// </summary>
internal static class SimilarFailuresSpeed
{
    // What the answer needs at the very least: the fingerprint's newest failures with their rows.
    private const string Floor = """
        select e.* from (select f.execution_id from failures f where f.fingerprint = $1 and f.organization_id = $2 order by f.failed_at desc, f.execution_id limit 10) f
        join executions e on e.organization_id = $2 and e.execution_id = f.execution_id
        """;

    public static async Task<IReadOnlyList<Figure>> Run(IReadOnlyList<string> args)
    {
        var (rows, requests) = (args.Number("rows", 200_000), args.Number("requests", 300));
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"intent-engine-bench-{Guid.NewGuid():N}")).FullName;
        try
        {
            await using var postgres = await PostgresServer.StartAsync(folder);
            var connections = await postgres.EnsureDatabaseAsync("lineage");
            await using var process = await ServiceProcess.StartAsync("Lineage", connections, folder);
            var organization = Guid.NewGuid();
            var building = Stopwatch.StartNew();
            await FailureRows.Add(postgres, organization, rows);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} failures built in {building.Elapsed.TotalSeconds:0} s"));

            using var http = process.Client(organization);
            // Each request asks about another failure, spread over all.
            string Id(int request) => string.Create(CultureInfo.InvariantCulture, $"failure-{1 + request * 7919L % rows}");
            var floor = await Bare(postgres, organization, requests, Id);
            List<Figure> figures = [];
            var cpu = (Service: process.Cpu, Server: CpuTime.Family(postgres.ProcessId ?? 0));
            Add("similar?k=10", await Http(http, requests, r => new HttpRequestMessage(HttpMethod.Get, $"/executions/{Id(r)}/similar?k=10")));
            Add("similar?k=10 of failures with files", await Http(http, requests, r => new HttpRequestMessage(HttpMethod.Get, $"/executions/failure-{10 + r * 7919L % (rows / 10) * 10}/similar?k=10")));
            Add("repair/suggest", await Http(http, requests, r => new HttpRequestMessage(HttpMethod.Post, $"/executions/{Id(r)}/repair/suggest")));
            var week = await Http(http, Math.Max(10, requests / 10), _ => new HttpRequestMessage(HttpMethod.Get, "/api/reflection?since=2026-01-08T00:00:00Z&until=2026-01-15T00:00:00Z"));
            figures.Add(new Figure("reflection on a week of 60,480 failures, p95", Percentiles.At(week, 0.95), "ms"));
            return figures;

            void Add(string name, List<double> times)
            {
                var (service, server) = (cpu.Service, cpu.Server);
                cpu = (process.Cpu, CpuTime.Family(postgres.ProcessId ?? 0));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{name,-40} us of processor each: service {(cpu.Service - service).TotalMicroseconds / (requests + WarmUp),6:0}, PostgreSQL {(cpu.Server - server).TotalMicroseconds / (requests + WarmUp),6:0}"));
                figures.Add(Figure.Against($"{name}, p50", Percentiles.At(times, 0.50), "ms", Percentiles.At(floor, 0.50)));
                figures.Add(Figure.Against($"{name}, p95", Percentiles.At(times, 0.95), "ms", Percentiles.At(floor, 0.95)));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Until what runs often has been compiled for speed.
    private const int WarmUp = 200;

    private static async Task<List<double>> Http(HttpClient http, int requests, Func<int, HttpRequestMessage> request)
    {
        var times = new List<double>(requests);
        for (var i = -WarmUp; i < requests; i++)
        {
            using var message = request(Math.Abs(i));
            var started = Stopwatch.GetTimestamp();
            using var response = await http.SendAsync(message);
            await response.Content.ReadAsByteArrayAsync();
            response.EnsureSuccessStatusCode();
            if (i >= 0) times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }

    private static async Task<List<double>> Bare(PostgresServer postgres, Guid organization, int requests, Func<int, string> id)
    {
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = "ie_lineage", MaxAutoPrepare = 10, AutoPrepareMinUsages = 2 });
        var times = new List<double>(requests);
        for (var i = -30; i < requests; i++)
        {
            await using var find = database.CreateCommand("select fingerprint from failures where organization_id = $1 and execution_id = $2");
            find.Parameters.Add(new NpgsqlParameter { Value = organization });
            find.Parameters.Add(new NpgsqlParameter { Value = id(Math.Abs(i)) });
            var fingerprint = (string)(await find.ExecuteScalarAsync())!;
            var started = Stopwatch.GetTimestamp();
            await using var command = database.CreateCommand(Floor);
            command.Parameters.Add(new NpgsqlParameter { Value = fingerprint });
            command.Parameters.Add(new NpgsqlParameter { Value = organization });
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
            }

            if (i >= 0) times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }
}

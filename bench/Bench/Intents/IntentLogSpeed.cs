using System.Diagnostics;
using System.Globalization;
using IntentEngine.LocalServers;

namespace IntentEngine.Bench.Intents;

/// <summary>
/// The intent log: W2 (create, claim, complete) through the HTTP API beside the bare database, and the latency of each query at ten thousand and at a million rows.
/// <c>--rows N</c> (1000000), <c>--intents N</c> (10000) and <c>--rounds N</c> (3) of W2, <c>--requests N</c> (300) per query; 0 rows or intents leaves that part out.
/// </summary>
internal static class IntentLogSpeed
{
    private const int InFlight = 16;
    private const int Workers = 4;

    public static async Task<IReadOnlyList<Figure>> Run(IReadOnlyList<string> args)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"intent-engine-bench-{Guid.NewGuid():N}")).FullName;
        try
        {
            await using var postgres = await PostgresServer.StartAsync(folder);
            var database = await postgres.EnsureDatabaseAsync("intents");
            await using var service = await ServiceProcess.StartAsync("Intents", database, folder);
            List<Figure> figures = [];
            if (args.Number("intents", 10_000) is var intents and > 0) figures.AddRange(await Work(service, postgres, intents, args.Number("rounds", 3)));
            if (args.Number("rows", 1_000_000) is var rows and > 0) figures.AddRange(await IntentQueries.Measure(service, postgres, rows, args.Number("requests", 300)));
            return figures;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Floor and engine take turns, so that what else the machine does meets both.
    private static async Task<IReadOnlyList<Figure>> Work(ServiceProcess service, PostgresServer postgres, int intents, int rounds)
    {
        await using var floor = await IntentFloor.StartAsync(postgres.ConnectionString, InFlight);
        using var http = service.Client(Guid.NewGuid());
        var engine = new IntentThroughput(http);
        // Until what runs often has been compiled for speed.
        await Round(floor, engine, 5000);
        var measured = new List<(double FloorCreate, double Create, double FloorFinish, double Finish)>();
        for (var round = 0; round < rounds; round++) measured.Add(await Round(floor, engine, intents));
        return
        [
            Middle("W2 create, one request each, 16 in flight", [.. measured.Select(m => (m.Create, m.FloorCreate))]),
            Middle("W2 claim in batches of 100 and complete, 4 workers", [.. measured.Select(m => (m.Finish, m.FloorFinish))]),
        ];

        async Task<(double, double, double, double)> Round(IntentFloor bare, IntentThroughput real, int count)
        {
            var bareCreate = await Timed("floor create", count, () => bare.Create(count, InFlight, IntentThroughput.Context));
            var create = await Timed("create", count, () => real.Create(count, InFlight));
            var bareFinish = await Timed("floor claim and complete", count, () => bare.Finish(count, InFlight));
            var finish = await Timed("claim and complete", count, () => real.Finish(count, Workers));
            return (bareCreate, create, bareFinish, finish);
        }

        // Where the time goes, in microseconds of processor for each intent.
        async Task<double> Timed(string name, int count, Func<Task<double>> work)
        {
            var (before, beforeServer) = (Clocks(), CpuTime.Family(postgres.ProcessId ?? 0));
            var perSecond = await work();
            var (after, afterServer) = (Clocks(), CpuTime.Family(postgres.ProcessId ?? 0));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-25} {perSecond,6:0}/s; us of processor each: service {(after.Service - before.Service).TotalMicroseconds / count,4:0}, client {(after.Client - before.Client).TotalMicroseconds / count,4:0}, PostgreSQL {(afterServer - beforeServer).TotalMicroseconds / count,4:0}"));
            return perSecond;
        }

        (TimeSpan Service, TimeSpan Client) Clocks() => (service.Cpu, Process.GetCurrentProcess().TotalProcessorTime);
    }

    private static Figure Middle(string name, IReadOnlyList<(double Value, double Floor)> rounds)
    {
        var (value, floor) = rounds.OrderBy(r => r.Value / r.Floor).ElementAt(rounds.Count / 2);
        return Figure.Against(name, value, "intents/s", floor);
    }
}

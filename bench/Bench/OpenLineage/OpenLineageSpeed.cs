using System.Diagnostics;
using System.Globalization;
using IntentEngine.LocalServers;
using Npgsql;

namespace IntentEngine.Bench.OpenLineage;

/// <summary>
/// Graphs and events of OpenLineage clients over HTTP in an installation of 2,000 and one of 100,000 jobs, beside bare queries and inserts, and beside each other.
/// <c>--jobs N</c> (100000), <c>--requests N</c> (300) per question, <c>--events N</c> (2000) sent for the rates.
/// </summary>
internal static class OpenLineageSpeed
{
    private const int Few = 2_000;

    // Events of a batch that is sent, and how many of them are written together.
    private const int Batch = 500;
    private const int Together = 100;

    public static async Task<IReadOnlyList<Figure>> Run(IReadOnlyList<string> args)
    {
        var (jobs, requests, events) = (Math.Max(Few, args.Number("jobs", 100_000)), args.Number("requests", 300), args.Number("events", 2_000));
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"intent-engine-bench-{Guid.NewGuid():N}")).FullName;
        try
        {
            await using var postgres = await PostgresServer.StartAsync(folder);
            await using var service = await ServiceProcess.StartAsync("Lineage", await postgres.EnsureDatabaseAsync("lineage"), folder);
            await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = "ie_lineage", CommandTimeout = 0, MaxAutoPrepare = 8, AutoPrepareMinUsages = 2 });
            // One after the other in the same database: what is measured is one organization, and the other one is only company.
            var few = await Installation(service, postgres, database, Few, requests, events);
            if (jobs == Few) return [.. few.Answers.SelectMany(Bare), .. few.Rates];
            var many = await Installation(service, postgres, database, jobs, requests, events);
            return [.. many.Answers.SelectMany(Bare), .. many.Answers.Zip(few.Answers, Growth).SelectMany(growth => growth), .. many.Rates, .. many.Rates.Zip(few.Rates, Growth)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(IReadOnlyList<GraphQuestions.Measured> Answers, IReadOnlyList<Figure> Rates)> Installation(
        ServiceProcess service, PostgresServer postgres, NpgsqlDataSource database, int jobs, int requests, int events)
    {
        var organization = Guid.NewGuid();
        using var http = service.Client(organization);
        var floor = new GraphFloor(database, organization);
        var questions = new GraphQuestions(http, floor, () => service.Cpu + CpuTime.Family(postgres.ProcessId ?? 0), requests);
        var watch = Stopwatch.StartNew();
        await questions.SendBatches(ChainEvents.Installation(jobs), Batch);
        await using (var vacuum = database.CreateCommand("vacuum analyze")) await vacuum.ExecuteNonQueryAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{jobs} jobs, {ChainEvents.Chains(jobs)} chains of {ChainEvents.Links}, built in {watch.Elapsed.TotalSeconds:0} s"));

        var answers = await questions.Ask(jobs);
        foreach (var answer in answers)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answer.Name,-40} p50 {Percentiles.At(answer.Answers.Times, 0.50),7:0.00} ms, p95 {Percentiles.At(answer.Answers.Times, 0.95),7:0.00} ms, processor {answer.Answers.Processor,6:0.00} ms"));
        await questions.SendOneByOne(events / 10);
        await floor.Inserts(events / 10, 1);
        return (answers,
        [
            Figure.Against("events one by one", await questions.SendOneByOne(events), "events/s", await floor.Inserts(events, 1)),
            Figure.Against($"events in batches of {Batch}", await questions.SendBatches(Enumerable.Range(0, 5 * events).Select(i => ChainEvents.Alone("batch", i)), Batch), "events/s", await floor.Inserts(5 * events, Together)),
        ]);
    }

    private static IReadOnlyList<Figure> Bare(GraphQuestions.Measured measured) => [Bare(measured, "p50", 0.50), Bare(measured, "p95", 0.95)];

    private static Figure Bare(GraphQuestions.Measured measured, string name, double share) =>
        Figure.Against($"{measured.Name}, {name}", Percentiles.At(measured.Answers.Times, share), "ms", Percentiles.At(measured.Floor, share));

    private static IReadOnlyList<Figure> Growth(GraphQuestions.Measured many, GraphQuestions.Measured few) =>
    [
        Figure.Against($"{many.Name}, p50 to that at {Few}", Percentiles.At(many.Answers.Times, 0.50), "ms", Percentiles.At(few.Answers.Times, 0.50)),
        Figure.Against($"{many.Name}, processor to that at {Few}", many.Answers.Processor, "ms", few.Answers.Processor),
    ];

    private static Figure Growth(Figure many, Figure few) => Figure.Against($"{many.Name}, to that at {Few}", many.Value, many.Unit, few.Value);
}

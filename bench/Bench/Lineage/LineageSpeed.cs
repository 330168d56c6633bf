using System.Diagnostics;
using System.Globalization;
using IntentEngine.LocalServers;
using Npgsql;

namespace IntentEngine.Bench.Lineage;

/// <summary>
/// p95 of lineage questions over HTTP at ten thousand and at a million executions, beside one bare query each, and beside each other.
/// <c>--rows N</c> (1000000), <c>--requests N</c> (300) per question.
/// </summary>
internal static class LineageSpeed
{
    private const int Few = 10_000;

    public static async Task<IReadOnlyList<Figure>> Run(IReadOnlyList<string> args)
    {
        var (rows, requests) = (Math.Max(Few, args.Number("rows", 1_000_000)), args.Number("requests", 300));
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"intent-engine-bench-{Guid.NewGuid():N}")).FullName;
        try
        {
            await using var postgres = await PostgresServer.StartAsync(folder);
            await using var service = await ServiceProcess.StartAsync("Lineage", await postgres.EnsureDatabaseAsync("lineage"), folder);
            await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = "ie_lineage", CommandTimeout = 0 });
            var organization = Guid.NewGuid();
            using var http = service.Client(organization);
            var questions = new LineageQuestions(http, new LineageFloor(database, organization), requests);

            await LineageRows.AddGiants(database, organization);
            await Build(database, organization, 0, Few);
            var few = await questions.Ask(Few);
            if (rows == Few) return [.. few.Select(Bare)];

            await Build(database, organization, Few, rows);
            var many = await questions.Ask(rows);
            return [.. many.Select(Bare), .. many.Zip(few, Growth)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Figure Bare(LineageQuestions.Measured measured)
    {
        var p95 = Percentiles.At(measured.Times, 0.95);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{measured.Name,-46} p50 {Percentiles.At(measured.Times, 0.50),7:0.00} ms, p95 {p95,7:0.00} ms, bar {measured.Bar,3} ms: {(p95 < measured.Bar ? "met" : "NOT met")}"));
        return Figure.Against($"{measured.Name}, p95", p95, "ms", Percentiles.At(measured.Floor, 0.95));
    }

    private static Figure Growth(LineageQuestions.Measured many, LineageQuestions.Measured few) =>
        Figure.Against($"{many.Name}, p50 to that at 10,000", Percentiles.At(many.Times, 0.50), "ms", Percentiles.At(few.Times, 0.50));

    private static async Task Build(NpgsqlDataSource database, Guid organization, int from, int to)
    {
        var watch = Stopwatch.StartNew();
        await LineageRows.Add(database, organization, from, to);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{to} executions in trees and tasks, {LineageRows.Children + LineageRows.Links} in the giants, after {watch.Elapsed.TotalSeconds:0} s"));
    }
}

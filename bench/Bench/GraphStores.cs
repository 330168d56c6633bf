using IntentEngine.Intents;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;
using IntentEngine.Intents.Graph.Storage.Files;
using IntentEngine.Intents.Graph.Storage.Postgres;
using IntentEngine.LocalServers;
using IntentEngine.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntentEngine.Bench;

/// <summary>The intent graph's stores: file at 10,000 intents, PostgreSQL at 100,000 intents and 300,000 edges (seed 001; issue: p99 read under 10 and 5 ms, write under 50 and 10 ms), one request at a time.</summary>
internal static class GraphStores
{
    public static async Task<IReadOnlyList<Figure>> Run(IReadOnlyList<string> args)
    {
        var operations = args.Number("operations", 2000);
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"intent-engine-bench-{Guid.NewGuid():N}")).FullName;
        try
        {
            return [.. await OfFiles(folder, args.Number("file-intents", 10_000), operations), .. await OfPostgres(folder, args.Number("intents", 100_000), operations)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Figure>> OfFiles(string folder, int intents, int operations)
    {
        var floor = GraphFloor.Append(Path.Combine(folder, "floor"), operations);
        using var store = FolderGraphStore.Open(new SingleFileLayout(Path.Combine(folder, "file")), new NoFacts(), NullLogger.Instance);
        return await GraphDrive.Measure($"file, {intents:N0} intents", store, intents, operations, readFloor: null, floor);
    }

    private static async Task<IReadOnlyList<Figure>> OfPostgres(string folder, int intents, int operations)
    {
        await using var server = await PostgresServer.StartAsync(Path.Combine(folder, "postgres"));
        var made = await server.EnsureDatabaseAsync("intents");
        var (readFloor, writeFloor) = await GraphFloor.Rows(server.ConnectionString, intents, operations);

        var settings = new Dictionary<string, string?> { ["Intents:Database:Migrator"] = made.Migrator, ["Intents:Database:App"] = made.App, ["Intents:Database:Worker"] = made.Worker };
        var services = new ServiceCollection().AddLogging().AddMetrics();
        services.AddServiceDatabase<IntentsDatabase>("Intents", new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        await using var provider = services.BuildServiceProvider();
        var database = provider.GetRequiredService<IntentsDatabase>();
        await new Hosting.Migrations.Migrator(database.Options, IntentsService.MigrationSources).UpAsync();
        return await GraphDrive.Measure($"postgres, {intents:N0} intents, {intents * 3:N0} edges", new PostgresGraphStore(database), intents, operations, readFloor, writeFloor,
            () => GraphFloor.Analyze(made.Migrator));
    }

    private sealed class NoFacts : IGraphFacts
    {
        public Task SendAsync(Guid organization, IReadOnlyList<object> facts) => Task.CompletedTask;
    }
}

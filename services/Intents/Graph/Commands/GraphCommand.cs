using IntentEngine.Hosting.Migrations;
using IntentEngine.Hosting.Startup;
using IntentEngine.Intents.Graph.Storage;
using IntentEngine.Intents.Graph.Storage.Archive;
using IntentEngine.Intents.Graph.Storage.Opening;
using IntentEngine.Intents.Graph.Storage.Postgres;
using IntentEngine.Messaging;
using IntentEngine.Messaging.Database;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntentEngine.Intents.Graph.Commands;

/// <summary><c>dotnet IntentEngine.Intents.dll graph …</c>: work on stores of intent graphs while the service is stopped.</summary>
internal static class GraphCommand
{
    /// <summary>Runs what follows <c>graph</c>.</summary>
    /// <returns>0 done; 1 it did not work, the reason is on standard error.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var command = GraphCommandLine.Parse(args);
            await using var services = Services(command.Settings);
            var from = await Open(command.From, services);
            using var closesFrom = from as IDisposable;
            if (command.To is null) await Check(command.From, from);
            else
            {
                var to = await Open(command.To, services);
                using var closesTo = to as IDisposable;
                await new GraphMigration(from, to, Console.Out.WriteLine).Run(command.Replace, CancellationToken.None);
            }

            return 0;
        }
        catch (StartupException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    // Opening has read everything that is in use; the archive keeps old versions too.
    private static async Task Check(GraphAddress address, IGraphStore store)
    {
        if (address.Backend == GraphBackend.Archive && ArchiveCheck.Damaged(address.Folder!) is { Count: > 0 } damaged)
            throw new StartupException($"{damaged.Count} files of the archive do not match their names:{Environment.NewLine}{string.Join(Environment.NewLine, damaged)}");
        foreach (var organization in await store.OrganizationsAsync(CancellationToken.None))
        {
            var (content, history) = (await store.ExportAsync(organization, CancellationToken.None), await store.ExportHistoryAsync(organization, CancellationToken.None));
            GraphRules.Check(content);
            await Console.Out.WriteLineAsync($"{organization}: {content.Intents.Count} intents, {content.Edges.Count} edges, {history.Count} lines of history, sha256 {GraphDigest.Of(content, history)}");
        }
    }

    private static async Task<IGraphStore> Open(GraphAddress address, ServiceProvider services)
    {
        if (address.Backend != GraphBackend.Postgres) return GraphStorage.Open(address.Backend, address.Folder, NoFacts.Instance, NullLogger.Instance);
        var database = services.GetRequiredService<IntentsDatabase>();
        await new Migrator(database.Options, IntentsService.MigrationSources).UpAsync();
        return new PostgresGraphStore(database);
    }

    private static ServiceProvider Services(string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(settings).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddServiceDatabase<IntentsDatabase>("Intents", configuration);
        return services.BuildServiceProvider();
    }

    // A copy tells nobody anything new.
    private sealed class NoFacts : IGraphFacts
    {
        public static readonly NoFacts Instance = new();

        public Task SendAsync(Guid organization, IReadOnlyList<object> facts) => Task.CompletedTask;
    }
}

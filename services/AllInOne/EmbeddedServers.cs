using IntentEngine.LocalServers;
using IntentEngine.ProviderSimulator;

namespace IntentEngine.AllInOne;

/// <summary>What the embedded engine brings with it when nothing else is configured: a private PostgreSQL, a folder for contents, and the provider simulator.</summary>
internal sealed class EmbeddedServers : IAsyncDisposable
{
    private static readonly string[] WithDatabase = ["Intents", "Workflows", "Lineage"];

    private PostgresServer? _postgres;
    private RunningSimulator? _simulator;

    /// <summary>Settings that lead the services to what was started.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>Starts what <paramref name="configured"/> does not already name.</summary>
    /// <param name="dataFolder">Where databases and keys are kept.</param>
    /// <param name="targets">Names of the services of this process.</param>
    /// <param name="configured">Looks up a setting.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<EmbeddedServers> StartAsync(string dataFolder, IReadOnlyCollection<string> targets, Func<string, string?> configured, CancellationToken cancel)
    {
        var servers = new EmbeddedServers();
        if (configured("ContentStore:Folder") is null) servers.Settings["ContentStore:Folder"] = Path.Combine(dataFolder, "content");
        try
        {
            await servers.StartPostgres(dataFolder, targets, configured, cancel);
            await servers.StartSimulator(targets, configured, cancel);
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_simulator is not null) await _simulator.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
    }

    private async Task StartPostgres(string dataFolder, IReadOnlyCollection<string> targets, Func<string, string?> configured, CancellationToken cancel)
    {
        string[] services = [.. WithDatabase.Where(s => targets.Contains(s.ToLowerInvariant()) && configured($"{s}:Database:App") is null)];
        if (services.Length == 0) return;
        _postgres = await PostgresServer.StartAsync(Path.Combine(dataFolder, "postgres"), Console.Error, cancel);
        foreach (var service in services)
        {
            var connections = await _postgres.EnsureDatabaseAsync(service.ToLowerInvariant(), cancel);
            Settings[$"{service}:Database:Migrator"] = connections.Migrator;
            Settings[$"{service}:Database:App"] = connections.App;
            Settings[$"{service}:Database:Worker"] = connections.Worker;
        }
    }

    private async Task StartSimulator(IReadOnlyCollection<string> targets, Func<string, string?> configured, CancellationToken cancel)
    {
        if (!targets.Contains("workflows") || configured("Providers:KeywordData:Login") is not null || configured("Providers:LanguageModel:ApiKey") is not null) return;
        _simulator = await ProviderSimulatorService.StartAsync(cancel: cancel);
        foreach (var (key, value) in _simulator.ProviderSettings) Settings[key] = value;
        Console.Error.WriteLine($"No provider is configured: keyword data and language model are SIMULATED at {_simulator.BaseUrl}");
    }
}

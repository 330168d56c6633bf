using System.Diagnostics;
using IntentEngine.EndToEnd.Processes;
using IntentEngine.Hosting.Authentication;
using IntentEngine.LocalServers;
using IntentEngine.Support;

namespace IntentEngine.EndToEnd.Clusters;

/// <summary>The distributed engine on this machine: private PostgreSQL and RabbitMQ, every service a supervised process of its own.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static readonly string[] WithDatabase = ["intents", "workflows", "lineage"];

    private readonly string _folder;
    private SupervisedService? _simulator;

    private Cluster(string folder, PostgresServer postgres, RabbitMqServer broker)
    {
        _folder = folder;
        Postgres = postgres;
        Broker = broker;
        KeyFile = Path.Combine(folder, "dev-signing-key.json");
        Databases = new Databases(postgres.ConnectionString);
        Tokens = DevelopmentTokens.LoadOrCreate(KeyFile);
    }

    /// <summary>The database server.</summary>
    public PostgresServer Postgres { get; }

    /// <summary>The broker.</summary>
    public RabbitMqServer Broker { get; }

    /// <summary>Reads the databases as their superuser.</summary>
    public Databases Databases { get; }

    /// <summary>Signs tokens that the services accept.</summary>
    public DevelopmentTokens Tokens { get; }

    /// <summary>Processes of Workflows.</summary>
    public List<SupervisedService> Workflows { get; } = [];

    /// <summary>Every service of the engine.</summary>
    public List<SupervisedService> Services { get; } = [];

    private string KeyFile { get; }

    private string LogFolder => Path.Combine(_folder, "logs");

    /// <summary>Starts all of it and waits until every service is ready.</summary>
    public static async Task<Cluster> StartAsync(ClusterOptions? options = null)
    {
        // Not a private temporary folder: as root, PostgreSQL runs as another user, who must be able to enter it.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"intent-engine-cluster-{Guid.NewGuid():N}")).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "logs"));
        var brokerStarting = RabbitMqServer.StartAsync(folder);
        var cluster = new Cluster(folder, await PostgresServer.StartAsync(folder), await brokerStarting);
        try
        {
            await cluster.StartServices(options ?? new ClusterOptions());
            return cluster;
        }
        catch
        {
            cluster.KeepLogs("start");
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until every service says that it is ready.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> WhenReady(TimeSpan? within = null)
    {
        var watch = Stopwatch.StartNew();
        foreach (var service in Services) await Eventually.Holds(service.IsReady, $"{service.Name} is ready", within ?? TimeSpan.FromSeconds(60));
        return watch.Elapsed;
    }

    /// <summary>Ends PostgreSQL as a power cut would and starts it again.</summary>
    public async Task RestartPostgres()
    {
        await Postgres.KillAsync();
        await Postgres.RestartAsync();
        Databases.ForgetConnections();
    }

    /// <summary>Stops the broker, deletes everything it stored and starts it empty.</summary>
    public async Task LoseBrokerData()
    {
        await Broker.KillAsync();
        Directory.Delete(Path.Combine(_folder, "rabbitmq"), recursive: true);
        await Broker.RestartAsync();
    }

    /// <summary>Copies the logs of all processes to where test results are kept.</summary>
    /// <returns>The folder.</returns>
    public string KeepLogs(string name)
    {
        var kept = Directory.CreateDirectory(Path.Combine(ProgramFile.Artifacts, "test-results", "EndToEnd", name)).FullName;
        foreach (var log in Directory.EnumerateFiles(LogFolder, "*.log").Concat(Directory.EnumerateFiles(_folder, "*.log")))
            File.Copy(log, Path.Combine(kept, Path.GetFileName(log)), overwrite: true);
        return kept;
    }

    /// <summary>Stops everything and leaves nothing behind.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Services.Select(s => s.DisposeAsync().AsTask()));
        if (_simulator is not null) await _simulator.DisposeAsync();
        await Databases.DisposeAsync();
        await Broker.DisposeAsync();
        await Postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartServices(ClusterOptions options)
    {
        var settings = new Dictionary<string, string?>(options.Settings)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Authentication:DevelopmentKeyFile"] = KeyFile,
            ["ContentStore:Folder"] = Path.Combine(_folder, "content"),
            ["Messaging:Transport"] = "rabbitmq",
            ["Messaging:RabbitMq"] = Broker.Uri.AbsoluteUri,
        };
        foreach (var service in WithDatabase)
        {
            var connections = await Postgres.EnsureDatabaseAsync(service);
            settings[$"{service}:Database:Migrator"] = connections.Migrator;
            settings[$"{service}:Database:App"] = connections.App;
            settings[$"{service}:Database:Worker"] = connections.Worker;
        }

        var simulator = FreePort.Address();
        settings["Providers:KeywordData:BaseUrl"] = settings["Providers:LanguageModel:BaseUrl"] = simulator.AbsoluteUri;
        settings["Providers:KeywordData:Login"] = settings["Providers:KeywordData:Password"] = settings["Providers:LanguageModel:ApiKey"] = "simulator";
        settings["Providers:LanguageModel:Kind"] = "perplexity-agent";
        _simulator = new SupervisedService("simulator", ProgramFile.Of("ProviderSimulator"), simulator, new Dictionary<string, string?> { ["ProviderSimulator:Url"] = simulator.AbsoluteUri }, LogFolder);
        Start("intents", "Intents", settings);
        Start("lineage", "Lineage", settings);
        for (var i = 1; i <= options.WorkflowsInstances; i++) Workflows.Add(Start($"workflows-{i}", "Workflows", settings));
        await WhenReady();
    }

    private SupervisedService Start(string name, string project, Dictionary<string, string?> settings)
    {
        var address = FreePort.Address();
        var service = new SupervisedService(name, ProgramFile.Of(project), address, new Dictionary<string, string?>(settings) { ["ASPNETCORE_URLS"] = address.AbsoluteUri }, LogFolder);
        Services.Add(service);
        return service;
    }
}

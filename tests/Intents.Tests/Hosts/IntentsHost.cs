using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Hosting;
using IntentEngine.Hosting.Authentication;
using IntentEngine.LocalServers;
using IntentEngine.Messaging;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(IntentEngine.Intents.Hosts.IntentsHost))]

namespace IntentEngine.Intents.Hosts;

/// <summary>The real service on a port of 127.0.0.1, with its own PostgreSQL; the in-memory transport unless a derived host says otherwise.</summary>
public class IntentsHost : IAsyncLifetime
{
    // Not CreateTempSubdirectory: PostgreSQL runs as another user when we are root, and must be able to enter.
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"intents-{Guid.NewGuid():N}")).FullName;
    private PostgresServer? _postgres;
    private WebApplication? _app;

    public Heard Heard { get; } = new();

    public Deliveries Deliveries { get; } = new();

    public HttpClient Http { get; private set; } = null!;

    public DevelopmentTokens Tokens { get; private set; } = null!;

    public ServiceDatabaseConnections Connections { get; private set; } = null!;

    public IBus Bus => _app!.Services.GetRequiredService<IBus>();

    public IServiceProvider Services => _app!.Services;

    internal IntentsDatabase Database => _app!.Services.GetRequiredService<IntentsDatabase>();

    protected string Folder => _folder;

    internal string ContentFolder => Path.Combine(_folder, "content");

    /// <summary>An empty database with roles of its own on the same server.</summary>
    public Task<ServiceDatabaseConnections> NewDatabase(string name) => _postgres!.EnsureDatabaseAsync(name);

    public async ValueTask InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync(_folder);
        Connections = await _postgres.EnsureDatabaseAsync("intents");
        var keyFile = Path.Combine(_folder, "dev-signing-key.json");
        Tokens = DevelopmentTokens.LoadOrCreate(keyFile);
        _app = ServiceHost.Build(
            [
                "--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None",
                $"--Authentication:DevelopmentKeyFile={keyFile}",
                $"--Intents:Database:Migrator={Connections.Migrator}", $"--Intents:Database:App={Connections.App}", $"--Intents:Database:Worker={Connections.Worker}",
                $"--ContentStore:Folder={ContentFolder}", "--Intents:Uploads:MaximumBytes=1000000",
                .. await StartTransport(),
            ],
            IntentsService.Module, Others());
        ((IBusControl)Bus).ConnectReceiveObserver(Deliveries);
        await _app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        await StopTransport();
        if (_postgres is not null) await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Settings of the bus.</summary>
    protected virtual Task<string[]> StartTransport() => Task.FromResult<string[]>(["--Messaging:Transport=memory"]);

    protected virtual ValueTask StopTransport() => ValueTask.CompletedTask;

    // One message at a time, so that a marker behind the others is heard after them.
    private ServiceModule Others() => new()
    {
        Name = "others",
        AddServices = (services, _) => services
            .AddSingleton(Heard)
            .AddMessageEndpoint<IntentsDatabase>(CompletionReported.QueueOf("workflows"), e => e.WithConcurrency(1).Handles<CompletionReported, Listener>())
            .AddMessageEndpoint<IntentsDatabase>("executors", e => e.WithConcurrency(1).Subscribes<IntentReady, Listener>().Subscribes<IntentClaimed, Listener>().Subscribes<IntentGraphDegraded, Listener>().Subscribes<IntentEnded, Listener>())
            .AddMessageEndpoint<IntentsDatabase>(RepairAnswered.Queue, e => e.WithConcurrency(1).Handles<RepairAnswered, Listener>())
            .AddMessageEndpoint<IntentsDatabase>("index", e => e.WithConcurrency(1).Subscribes<ArtifactRegistered, ArtifactListener>().Subscribes<ArtifactStateChanged, ArtifactListener>()),
        MapRoutes = _ => { },
    };
}

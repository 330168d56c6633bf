using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Intents.Hosts;
using IntentEngine.LocalServers;
using IntentEngine.Messaging;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(IntentEngine.Intents.ActionQueues.Hosts.QueueHost))]

namespace IntentEngine.Intents.ActionQueues.Hosts;

/// <summary>Takes facts that no test of this host looks at.</summary>
public sealed class Passer : IConsumer<IntentReady>, IConsumer<IntentClaimed>
{
    public Task Consume(ConsumeContext<IntentReady> context) => Task.CompletedTask;

    public Task Consume(ConsumeContext<IntentClaimed> context) => Task.CompletedTask;
}

/// <summary>The real service on a port of 127.0.0.1 with its own PostgreSQL, and owners and a worker that listen. Can be restarted on the same database.</summary>
public sealed class QueueHost : IAsyncLifetime
{
    // Not CreateTempSubdirectory: PostgreSQL runs as another user when we are root, and must be able to enter.
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"queues-{Guid.NewGuid():N}")).FullName;
    private PostgresServer? _postgres;
    private WebApplication? _app;

    public Told Told { get; } = new();

    public Deliveries Deliveries { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public DevelopmentTokens Tokens { get; private set; } = null!;

    public ServiceDatabaseConnections Connections { get; private set; } = null!;

    public IBus Bus => _app!.Services.GetRequiredService<IBus>();

    public IServiceProvider Services => _app!.Services;

    internal IntentsDatabase Database => _app!.Services.GetRequiredService<IntentsDatabase>();

    public async ValueTask InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync(_folder);
        Connections = await _postgres.EnsureDatabaseAsync("intents");
        Tokens = DevelopmentTokens.LoadOrCreate(Path.Combine(_folder, "dev-signing-key.json"));
        await StartAsync();
    }

    /// <summary>Ends the process's service and starts another on the same database.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartAsync()
    {
        _app = ServiceHost.Build(
            [
                "--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None",
                $"--Authentication:DevelopmentKeyFile={Path.Combine(_folder, "dev-signing-key.json")}",
                $"--Intents:Database:Migrator={Connections.Migrator}", $"--Intents:Database:App={Connections.App}", $"--Intents:Database:Worker={Connections.Worker}",
                $"--Intents:Owners:SecretKeyFile={Path.Combine(_folder, "secrets.key")}", "--Intents:Owners:AllowPrivateWebhooks=true", "--Intents:Owners:WebhookTimeout=00:00:02",
                "--Messaging:Transport=memory",
            ],
            IntentsService.Module, Others());
        Deliveries = new Deliveries();
        ((IBusControl)Bus).ConnectReceiveObserver(Deliveries);
        await _app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    private async Task StopAsync()
    {
        Http?.Dispose();
        if (_app is null) return;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private ServiceModule Others() => new()
    {
        Name = "others",
        AddServices = (services, _) =>
        {
            services.AddSingleton(Told);
            foreach (var owner in (string[])["work", "needs", "navigation", "logistics"])
                services.AddMessageEndpoint<IntentsDatabase>(CompletionReported.QueueOf(owner), queue => queue
                    .WithConcurrency(1)
                    .Handles<QueueCompleted, ToldListener>().Handles<QueueFailed, ToldListener>().Handles<QueueRejected, ToldListener>().Handles<QueueExpired, ToldListener>()
                    .Handles<CompletionReported, ToldListener>()
                    .Handles<AdoptExecution, ToldListener>());
            services.AddMessageEndpoint<IntentsDatabase>("executors", queue => queue.WithConcurrency(1).Subscribes<ActionReady, ToldListener>().Subscribes<ActionClaimed, ToldListener>());
            // Somebody must have a queue for these facts; who reads it is another test's.
            services.AddMessageEndpoint<IntentsDatabase>("watchers", queue => queue.Subscribes<IntentReady, Passer>().Subscribes<IntentClaimed, Passer>());
        },
        MapRoutes = _ => { },
    };
}

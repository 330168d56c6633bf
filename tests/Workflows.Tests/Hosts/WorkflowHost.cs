using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Contracts.Workflows;
using IntentEngine.Hosting;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Messaging;
using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Outbox;
using IntentEngine.Messaging.Sagas;
using IntentEngine.Support;
using IntentEngine.Workflows.Runs;
using IntentEngine.Workflows.Saga;
using IntentEngine.Workflows.Steps;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace IntentEngine.Workflows.Hosts;

/// <summary>The real service with its real definitions on a port of 127.0.0.1 and in PostgreSQL; only the handlers of its steps are scripted, and other services listen.</summary>
public sealed class WorkflowHost : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workflows-").FullName;
    private readonly WebApplication _app;
    private readonly TimeProvider _clock;

    private WorkflowHost(DatabaseOptions connections, TimeProvider clock)
    {
        Connections = connections;
        _clock = clock;
        var keyFile = Path.Combine(_folder, "dev-signing-key.json");
        Tokens = DevelopmentTokens.LoadOrCreate(keyFile, clock);
        _app = ServiceHost.Build(
            [
                "--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", "--Messaging:Transport=memory",
                $"--Authentication:DevelopmentKeyFile={keyFile}",
                $"--Workflows:Database:Migrator={connections.Migrator}", $"--Workflows:Database:App={connections.App}", $"--Workflows:Database:Worker={connections.Worker}",
                $"--ContentStore:Folder={Path.Combine(_folder, "content")}",
                "--Providers:KeywordData:Login=nobody", "--Providers:KeywordData:Password=nothing", "--Providers:LanguageModel:ApiKey=none",
            ],
            WorkflowsService.Module with { AddServices = (services, configuration) => { WorkflowsService.Module.AddServices(services, configuration); Script(services); } });
    }

    public DatabaseOptions Connections { get; }

    public DevelopmentTokens Tokens { get; }

    public HttpClient Http { get; private set; } = null!;

    public Heard Heard { get; } = new();

    public Scripts Scripts { get; } = new();

    public IServiceProvider Services => _app.Services;

    public WorkflowsDatabase Database => Services.GetRequiredService<WorkflowsDatabase>();

    public SagaHost<WorkflowState> Workflows => Services.GetRequiredService<SagaHost<WorkflowState>>();

    public StalledWork StalledWork => Services.GetRequiredService<StalledWork>();

    public OutboxSweeper<WorkflowsDatabase> Sweeper => Services.GetRequiredService<OutboxSweeper<WorkflowsDatabase>>();

    public IBus Bus => Services.GetRequiredService<IBus>();

    public MovableClock Clock => (MovableClock)_clock;

    /// <summary>Starts one on a database of its own, or on one that another left behind.</summary>
    public static async Task<WorkflowHost> StartAsync(PostgresFixture postgres, TimeProvider? clock = null, DatabaseOptions? connections = null)
    {
        var host = new WorkflowHost(connections ?? await postgres.CreateDatabaseAsync(), clock ?? new MovableClock());
        await host._app.StartAsync();
        host.Http = new HttpClient { BaseAddress = new Uri(host._app.Urls.First()) };
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void Script(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton(_clock));
        var handlers = services.Where(s => s.ServiceType == typeof(StepHandlerDescriptor)).Select(s => (StepHandlerDescriptor)s.ImplementationInstance!).ToList();
        services.RemoveAll<StepHandlerDescriptor>();
        // Parsing asks no provider, so it runs as it is.
        foreach (var handler in handlers) services.AddSingleton(handler.Name.StartsWith("parse.", StringComparison.Ordinal) ? handler : handler with { Type = typeof(ScriptedHandler) });
        services.AddScoped<ScriptedHandler>().AddStepHandler<NoOpHandler>();
        services.AddSingleton(TestDefinitions.TenSteps).AddSingleton(Scripts).AddSingleton(Heard);
        services.AddMessageEndpoint<WorkflowsDatabase>(CreateIntent.Queue, queue => queue
            .Handles<CreateIntent, Listener>().Handles<CancelIntent, Listener>().Handles<ClaimIntent, Listener>().Handles<CompleteIntent, Listener>().Handles<CompleteWithArtifact, Listener>().Handles<FailIntent, Listener>());
        services.AddMessageEndpoint<WorkflowsDatabase>(RecordLineage.Queue, queue => queue.Handles<RecordLineage, Listener>());
        services.AddMessageEndpoint<WorkflowsDatabase>(RepairAnswered.Queue, queue => queue.Handles<RepairAnswered, Listener>());
        services.AddMessageEndpoint<WorkflowsDatabase>("legacy", queue => queue.Subscribes<ArticleGenerationRequested, Listener>());
    }
}

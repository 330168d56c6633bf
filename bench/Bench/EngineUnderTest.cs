using System.Collections.Concurrent;
using IntentEngine.Hosting;
using IntentEngine.Lineage;
using IntentEngine.LocalServers;
using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Sagas;
using IntentEngine.Workflows;
using IntentEngine.Workflows.Saga;
using IntentEngine.Workflows.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IntentEngine.Bench;

/// <summary>The Workflows engine with no-op steps, and Lineage, over RabbitMQ and PostgreSQL: what runs in production, less the HTTP front.</summary>
internal sealed class EngineUnderTest(WebApplication app, CompletionSignal completions) : IAsyncDisposable
{
    private static readonly Guid Organization = Guid.Parse("5b0a7a52-7d4e-4c19-9f5e-0c7a2f9f1d11");

    private readonly SagaHost<WorkflowState> _workflows = app.Services.GetRequiredService<SagaHost<WorkflowState>>();

    public static async Task<EngineUnderTest> StartAsync(Servers servers)
    {
        var workflows = await servers.Postgres.EnsureDatabaseAsync("workflows");
        var lineage = await servers.Postgres.EnsureDatabaseAsync("lineage");
        string[] args =
        [
            .. Database("Workflows", workflows), .. Database("Lineage", lineage),
            "--Messaging:Transport=rabbitmq", $"--Messaging:RabbitMq={servers.RabbitMq.Uri}",
            $"--Authentication:DevelopmentKeyFile={Path.Combine(Path.GetTempPath(), $"bench-key-{Guid.NewGuid():N}.json")}", "--environment=Development",
            "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning",
        ];
        var signal = new CompletionSignal();
        var engine = new ServiceModule
        {
            Name = "workflows",
            AddServices = (services, configuration) =>
            {
                services.AddWorkflowEngine(configuration);
                services.AddSingleton(NoOpStep.TenSteps);
                services.AddStepHandler<NoOpStep>();
                services.AddSingleton<ISagaStore<WorkflowState>>(new SignallingStore(new WorkflowStore(), signal));
            },
            MapRoutes = _ => { },
        };
        var app = ServiceHost.Build(args, engine, LineageService.Module);
        await app.StartAsync();
        return new EngineUnderTest(app, signal);
    }

    /// <summary>Starts a workflow; the task ends when its last step has committed.</summary>
    public async Task RunOne()
    {
        var id = Guid.NewGuid();
        var done = completions.Expect(id);
        await _workflows.Raise(Organization, id, new WorkflowSubmitted
        {
            WorkflowId = id,
            OrganizationId = Organization,
            Definition = NoOpStep.TenSteps.Name,
            DefinitionVersion = 1,
            Name = "bench",
            Input = new WorkflowInput(),
            Actor = Actor.System,
        }, null, CancellationToken.None);
        await done;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static string[] Database(string service, ServiceDatabaseConnections connections) =>
        [$"--{service}:Database:Migrator={connections.Migrator}", $"--{service}:Database:App={connections.App}", $"--{service}:Database:Worker={connections.Worker}"];

    /// <summary>The real store, telling when a workflow's end has committed.</summary>
    private sealed class SignallingStore(WorkflowStore store, CompletionSignal signal) : ISagaStore<WorkflowState>
    {
        public string SelectSql => store.SelectSql;

        public WorkflowState Read(NpgsqlDataReader reader) => store.Read(reader);

        public void Save(UnitOfWork unit, WorkflowState saga)
        {
            store.Save(unit, saga);
            if (saga.Status is "completed" or "failed") unit.AfterCommit(() => signal.Ended(saga.CorrelationId, saga.Status));
        }

        public void Guard(UnitOfWork unit, WorkflowState saga) => store.Guard(unit, saga);
    }
}

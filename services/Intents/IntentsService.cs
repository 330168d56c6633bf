using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Migrations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Hosting.Settings;
using IntentEngine.Intents.ActionQueues;
using IntentEngine.Intents.Artifacts;
using IntentEngine.Intents.Cancellation;
using IntentEngine.Intents.Claiming;
using IntentEngine.Intents.Completion;
using IntentEngine.Intents.Counts;
using IntentEngine.Intents.Creation;
using IntentEngine.Intents.Execution;
using IntentEngine.Intents.Graph.Api;
using IntentEngine.Intents.Graph.Backup;
using IntentEngine.Intents.Graph.Storage.Opening;
using IntentEngine.Intents.Leases;
using IntentEngine.Intents.Log;
using IntentEngine.Intents.Owners;
using IntentEngine.Intents.Pending;
using IntentEngine.Intents.Queries;
using IntentEngine.Intents.Reporting;
using IntentEngine.Intents.Retrying;
using IntentEngine.Intents.Scheduling;
using IntentEngine.Messaging;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Intents;

/// <summary>The Intents service on one page: what should happen, who took it on, and how it ended (seed 000).</summary>
public static class IntentsService
{
    /// <summary>The service as a host sees it.</summary>
    public static ServiceModule Module { get; } = new() { Name = "intents", AddServices = AddServices, MapRoutes = MapRoutes };

    internal static MigrationSource[] MigrationSources =>
    [
        new("messaging", typeof(UnitOfWork).Assembly, "IntentEngine.Messaging.Migrations"),
        new("intents", typeof(IntentsService).Assembly, "IntentEngine.Intents.Migrations"),
    ];

    private static void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddServiceDatabase<IntentsDatabase>("Intents", configuration);
        services.AddMigrations(configuration.Require<DatabaseOptions>("Intents:Database"), MigrationSources);

        services.AddSingleton(configuration.Require<CompletionSettings>("Intents:Completion"));
        services.AddSingleton<IntentOwners>();
        services.AddSingleton<IntentLog>();
        services.AddSingleton<IntentCreation>();
        services.AddSingleton<JointCreation>();
        services.AddSingleton<CommandExecution>();
        services.AddSingleton<EarlyCancellation>();
        services.AddGraphStorage(configuration);
        services.AddSingleton<GraphRestore>();
        services.AddIntentGraph(configuration);
        services.AddSingleton<WaitingWorkers>();
        services.AddSingleton<BatchClaims>();
        services.AddSingleton<BatchReports>();
        services.AddSingleton<DueIntents>();
        services.AddHostedService(provider => provider.GetRequiredService<DueIntents>());
        services.AddSingleton<ExecutionTargets>();
        services.AddSingleton<Executions>();
        services.AddSingleton<ResultArtifacts>();
        services.AddSingleton<RunningExecutions>();
        services.AddHostedService(provider => provider.GetRequiredService<RunningExecutions>());

        services.AddMessageEndpoint<IntentsDatabase>(CreateIntent.Queue, queue => queue
            .Handles<CreateIntent, CreateIntentConsumer>()
            .Handles<ClaimIntent, ClaimIntentConsumer>()
            .Handles<ClaimIntents, ClaimIntentsConsumer>()
            .Handles<HeartbeatIntent, HeartbeatIntentConsumer>()
            .Handles<ReleaseIntent, ReleaseIntentConsumer>()
            .Handles<CompleteIntent, CompleteIntentConsumer>()
            .Handles<CompleteWithArtifact, CompleteWithArtifactConsumer>()
            .Handles<FailIntent, FailIntentConsumer>()
            .Handles<CancelIntent, CancelIntentConsumer>()
            .Handles<RepairIntent, RepairIntentConsumer>());

        // The same from programs of other people, and what they may know (ADR 0009).
        services.AddMessageEndpoint<IntentsDatabase>("intents-outside", door => door
            .WithConcurrency(4)
            .Admits<CreateIntent, CreateIntentConsumer>()
            .Admits<ClaimIntent, ClaimIntentConsumer>()
            .Admits<ClaimIntents, ClaimIntentsConsumer>()
            .Admits<HeartbeatIntent, HeartbeatIntentConsumer>()
            .Admits<ReleaseIntent, ReleaseIntentConsumer>()
            .Admits<CompleteIntent, CompleteIntentConsumer>()
            .Admits<FailIntent, FailIntentConsumer>()
            .Admits<CancelIntent, CancelIntentConsumer>()
            .Shows<IntentReady>()
            .Shows<IntentClaimed>()
            .Shows<IntentEnded>());

        services.AddArtifactRegistry(configuration);
        services.AddOwners(configuration);
        services.AddActionQueues();
    }

    private static void MapRoutes(IEndpointRouteBuilder routes)
    {
        var intents = Group(routes, "/api/intents");
        intents.MapPostIntent();
        intents.MapListIntents();
        intents.MapPendingTargets();
        intents.MapCountIntents();
        intents.MapGetIntent();
        intents.MapPostClaim();
        intents.MapPostCompletion();
        intents.MapPostFailure();
        intents.MapPostHeartbeat();
        intents.MapPostRelease();
        intents.MapPostCancellation();
        intents.MapPostRetry();
        intents.MapPostExecution();

        // The lease and the execution id make repeating these safe, so they take no key.
        var batches = routes.MapGroup("/api/intents").RequireAuthorization(Policies.Any).WithTags("Intents");
        batches.MapPostBatchClaim();
        batches.MapPostBatchCompletion();
        batches.MapPostBatchFailure();
        batches.MapPostBatchRelease();

        var pending = Group(routes, "/api/intent/pending");
        pending.MapCreatePendingIntent();
        pending.MapListPendingIntents();

        routes.MapGraphBackup();
        Group(routes, "/api/intent-graph").WithTags("Intent graph").MapIntentGraph();
        routes.MapArtifacts();
        Group(routes, "/api/owners").MapOwners();
        Group(routes, "/api/action-queues").MapActionQueues();
    }

    // Anybody of the organization reads; each route that changes something narrows this.
    private static RouteGroupBuilder Group(IEndpointRouteBuilder routes, string prefix) => routes
        .MapGroup(prefix)
        .RequireAuthorization(Policies.Any)
        .WithIdempotencyKey()
        .AddEndpointFilter<ReplayFilter<IntentsDatabase>>()
        .WithTags("Intents");
}

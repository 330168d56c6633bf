using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Hosting;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Database;
using IntentEngine.Hosting.Migrations;
using IntentEngine.Hosting.Settings;
using IntentEngine.Lineage.Artifacts;
using IntentEngine.Lineage.Events;
using IntentEngine.Lineage.Executions;
using IntentEngine.Lineage.Executions.Anomalies;
using IntentEngine.Lineage.Exports;
using IntentEngine.Lineage.OpenLineage;
using IntentEngine.Lineage.Projection;
using IntentEngine.Lineage.Rebuild;
using IntentEngine.Lineage.Reflection;
using IntentEngine.Lineage.Repair;
using IntentEngine.Lineage.Similarity;
using IntentEngine.Lineage.Storage;
using IntentEngine.Messaging;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Lineage;

/// <summary>Lineage: what happened and what came of what, projected from facts, read over HTTP. It is never asked before a state change.</summary>
public static class LineageService
{
    /// <summary>The service as a host sees it.</summary>
    public static ServiceModule Module { get; } = new()
    {
        Name = "lineage",
        AddServices = AddServices,
        MapRoutes = MapRoutes,
    };

    private static void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddServiceDatabase<LineageDatabase>("Lineage", configuration);
        services.AddMigrations(
            configuration.Require<DatabaseOptions>("Lineage:Database"),
            new MigrationSource("messaging", typeof(UnitOfWork).Assembly, "IntentEngine.Messaging.Migrations."),
            new MigrationSource("lineage", typeof(LineageService).Assembly, "IntentEngine.Lineage.Migrations."));
        services.AddOrganizationDbContext<LineageDbContext>(provider => provider.GetRequiredService<LineageDatabase>().App);

        services.AddSingleton<LineageProjector>();
        services.AddSingleton<Receipts>();
        // Batches of one organization go one after the other, so many at once would only wait for each other.
        services.AddMessageEndpoint<LineageDatabase>(RecordLineage.Queue, endpoint =>
        {
            endpoint.Handles<RecordLineage, RecordLineageConsumer>();
            endpoint.Subscribes<ArtifactRegistered, RegistryFactsConsumer>();
            endpoint.Subscribes<ArtifactStateChanged, RegistryFactsConsumer>();
            endpoint.WithConcurrency(2);
        });

        services.AddEvents(configuration);
        services.AddSingleton<RebuildStep>();
        services.AddSingleton<Rebuilds>();
        services.AddHostedService(provider => provider.GetRequiredService<Rebuilds>());
        services.AddOpenLineage(configuration.Require<OpenLineageSettings>("Lineage:OpenLineage"));
        services.AddSingleton<ExportQueries>();
        services.AddSingleton<ExecutionGraph>();
        services.AddSingleton<ArtifactGraph>();
        services.AddSingleton<ProofReading>();
        services.AddSingleton<LineageOfExecution>();
        services.AddSingleton<Suspects>();
        services.AddSimilarity(configuration);
        services.AddRepair(configuration);
        services.AddReflection();
    }

    private static void MapRoutes(IEndpointRouteBuilder routes)
    {
        var lineage = routes.MapGroup("").RequireAuthorization(Policies.Any).WithTags("Lineage").WithSlashedIds();
        lineage.MapExecutions();
        lineage.MapEvents();
        lineage.MapArtifactIndex();
        lineage.MapSimilarity();
        lineage.MapRepair();
        lineage.MapReflection();
        lineage.MapOpenLineage();
        lineage.MapExports();
        routes.MapRebuild();
    }
}

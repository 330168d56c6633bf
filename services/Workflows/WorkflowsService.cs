using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Contracts.Workflows;
using IntentEngine.Hosting;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Database;
using IntentEngine.Hosting.Migrations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Hosting.Settings;
using IntentEngine.Messaging;
using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Sagas;
using IntentEngine.Providers;
using IntentEngine.Workflows.Api;
using IntentEngine.Workflows.Articles;
using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.LineageFeed;
using IntentEngine.Workflows.Parsing;
using IntentEngine.Workflows.Profiles;
using IntentEngine.Workflows.Queries;
using IntentEngine.Workflows.Runs;
using IntentEngine.Workflows.Saga;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Workflows;

/// <summary>The Workflows service on one page: the saga with its gates, the steps, the articles, and what they are asked over HTTP and the broker (seed 004).</summary>
public static class WorkflowsService
{
    /// <summary>The service as a host sees it.</summary>
    public static ServiceModule Module { get; } = new() { Name = "workflows", AddServices = AddServices, MapRoutes = MapRoutes };

    /// <summary>Everything but the definitions and their handlers: what any set of workflows needs.</summary>
    public static IServiceCollection AddWorkflowEngine(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddServiceDatabase<WorkflowsDatabase>("Workflows", configuration);
        services.AddMigrations(configuration.Require<DatabaseOptions>("Workflows:Database"),
            new MigrationSource("messaging", typeof(UnitOfWork).Assembly, "IntentEngine.Messaging.Migrations"),
            new MigrationSource("workflows", typeof(WorkflowsService).Assembly, "IntentEngine.Workflows.Migrations"));
        services.AddOrganizationDbContext<WorkflowsDbContext>(provider => provider.GetRequiredService<WorkflowsDatabase>().App);

        services.AddSingleton<WorkflowDefinitions>();
        services.AddSingleton<WorkflowStateMachine>();
        services.AddSingleton<SagaStateMachine<WorkflowState>>(provider => provider.GetRequiredService<WorkflowStateMachine>());
        services.AddSingleton<ISagaStore<WorkflowState>, WorkflowStore>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<SagaHost<WorkflowState>>(provider, provider.GetRequiredService<WorkflowsDatabase>()));
        services.AddSingleton<WorkflowMetrics>();
        services.AddSingleton<StepCatalog>();
        services.AddSingleton<StepRunner>();
        services.AddSingleton<OutstandingWork>();
        services.AddSingleton<ShownItems>();
        services.AddHostedService<LineageRelay>();
        services.AddSingleton<StalledWork>();
        services.AddHostedService(provider => provider.GetRequiredService<StalledWork>());

        services.AddMessageEndpoint<WorkflowsDatabase>(RunStep.Queue, queue => queue
            .WithConcurrency(32)
            .Handles<RunStep, RunStepConsumer>());
        services.AddMessageEndpoint<WorkflowsDatabase>(ExpireApproval.Queue, queue => queue
            .Handles<ExpireApproval, WorkflowCommandConsumer>()
            .Handles<ResumeBlocked, WorkflowCommandConsumer>()
            .Handles<Contracts.Workflows.CancelWorkflow, WorkflowCommandConsumer>()
            .Handles<RepairStep, WorkflowCommandConsumer>()
            .Subscribes<LineageRecorded, LineageRecordedConsumer>()
            .Shows<WorkflowEnded>());
        services.AddMessageEndpoint<WorkflowsDatabase>(CompletionReported.QueueOf(DelegatedRows.Owner), queue => queue
            .Handles<CompletionReported, CompletionReportedConsumer>()
            .Handles<QueueCompleted, CompletionReportedConsumer>()
            .Handles<QueueFailed, CompletionReportedConsumer>()
            .Handles<QueueRejected, CompletionReportedConsumer>()
            .Handles<QueueExpired, CompletionReportedConsumer>());
        return services;
    }

    private static void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddWorkflowEngine(configuration);
        services.AddProviders(configuration);
        services.AddSingleton(ContentWorkflow.V1);
        services.AddSingleton(ArticleWorkflow.V1);
        services.AddContentSteps(configuration.GetSection("Workflows"));
        services.AddParsing(configuration);
        services.AddMessageEndpoint<WorkflowsDatabase>("articles", queue => queue
            .Subscribes<IntentReady, ArticleExecution>()
            .Subscribes<IntentClaimed, ArticleExecution>()
            .Subscribes<WorkflowEnded, ArticleExecution>()
            .Shows<ArticleGenerationRequested>());
    }

    private static void MapRoutes(IEndpointRouteBuilder routes)
    {
        var workflows = Group(routes, "/api/intent-workflows", "Workflows");
        workflows.MapCreateWorkflow();
        workflows.MapListWorkflows();
        workflows.MapGetWorkflow();
        workflows.MapExecuteStep();
        workflows.MapApproveItems();
        workflows.MapRejectWorkflow();
        workflows.MapCancelWorkflow();
        workflows.MapWorkflowAudit();

        Group(routes, "/api/intent/audit", "Audit").MapOrganizationAudit();

        var organizations = Group(routes, "/api/organizations", "Organizations");
        organizations.MapPutProfile();
        organizations.MapGetProfile();

        var articles = Group(routes, "/api/articles", "Articles");
        articles.MapGetArticle();
        articles.MapListArticles();
    }

    // Anybody of the organization reads; each route that changes something narrows this.
    private static RouteGroupBuilder Group(IEndpointRouteBuilder routes, string prefix, string tag) => routes
        .MapGroup(prefix)
        .RequireAuthorization(Policies.Any)
        .WithIdempotencyKey()
        .AddEndpointFilter<ReplayFilter<WorkflowsDatabase>>()
        .WithTags(tag);
}

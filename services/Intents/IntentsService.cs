using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Database;
using IntentEngine.Hosting.Migrations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Hosting.Settings;
using IntentEngine.Intents.Cancellation;
using IntentEngine.Intents.Claiming;
using IntentEngine.Intents.Completion;
using IntentEngine.Intents.Creation;
using IntentEngine.Intents.Log;
using IntentEngine.Intents.Pending;
using IntentEngine.Intents.Queries;
using IntentEngine.Intents.Retrying;
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

    private static void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddServiceDatabase<IntentsDatabase>("Intents", configuration);
        services.AddMigrations(configuration.Require<DatabaseOptions>("Intents:Database"),
            new MigrationSource("messaging", typeof(UnitOfWork).Assembly, "IntentEngine.Messaging.Migrations"),
            new MigrationSource("intents", typeof(IntentsService).Assembly, "IntentEngine.Intents.Migrations"));
        services.AddOrganizationDbContext<IntentsDbContext>(provider => provider.GetRequiredService<IntentsDatabase>().App);

        services.AddSingleton(configuration.Require<CompletionSettings>("Intents:Completion"));
        services.AddSingleton<NewIntentRules>();
        services.AddSingleton<IntentLog>();
        services.AddSingleton<IntentCreation>();
        services.AddSingleton<CommandExecution>();
        services.AddSingleton<EarlyCancellation>();

        services.AddMessageEndpoint<IntentsDatabase>(CreateIntent.Queue, queue => queue
            .Handles<CreateIntent, CreateIntentConsumer>()
            .Handles<ClaimIntent, ClaimIntentConsumer>()
            .Handles<CompleteIntent, CompleteIntentConsumer>()
            .Handles<FailIntent, FailIntentConsumer>()
            .Handles<CancelIntent, CancelIntentConsumer>());

        // The same from programs of other people, and what they may know (ADR 0009).
        services.AddMessageEndpoint<IntentsDatabase>("intents-outside", door => door
            .WithConcurrency(4)
            .Admits<CreateIntent, CreateIntentConsumer>()
            .Admits<ClaimIntent, ClaimIntentConsumer>()
            .Admits<CompleteIntent, CompleteIntentConsumer>()
            .Admits<FailIntent, FailIntentConsumer>()
            .Admits<CancelIntent, CancelIntentConsumer>()
            .Shows<IntentReady>()
            .Shows<IntentClaimed>()
            .Shows<IntentEnded>());
    }

    private static void MapRoutes(IEndpointRouteBuilder routes)
    {
        var intents = Group(routes, "/api/intents");
        intents.MapPostIntent();
        intents.MapListIntents();
        intents.MapGetIntent();
        intents.MapPostClaim();
        intents.MapPostCompletion();
        intents.MapPostFailure();
        intents.MapPostRelease();
        intents.MapPostCancellation();
        intents.MapPostRetry();

        var pending = Group(routes, "/api/intent/pending");
        pending.MapCreatePendingIntent();
        pending.MapListPendingIntents();
    }

    // Anybody of the organization reads; each route that changes something narrows this.
    private static RouteGroupBuilder Group(IEndpointRouteBuilder routes, string prefix) => routes
        .MapGroup(prefix)
        .RequireAuthorization(Policies.Any)
        .WithIdempotencyKey()
        .AddEndpointFilter<ReplayFilter<IntentsDatabase>>()
        .WithTags("Intents");
}

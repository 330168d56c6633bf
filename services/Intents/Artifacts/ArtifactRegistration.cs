using IntentEngine.ContentStore;
using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Requests;
using IntentEngine.Hosting.Settings;
using IntentEngine.Intents.Artifacts.Changes;
using IntentEngine.Intents.Artifacts.Collection;
using IntentEngine.Intents.Artifacts.Content;
using IntentEngine.Intents.Artifacts.Queries;
using IntentEngine.Intents.Artifacts.Registry;
using IntentEngine.Intents.Artifacts.Uploads;
using IntentEngine.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Intents.Artifacts;

/// <summary>The artifact registry on one page: what exists, its content and its life (spec semantics §2.3). Lists are Lineage's; neither ever answers for the other.</summary>
internal static class ArtifactRegistration
{
    public static void AddArtifactRegistry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddContentStore(configuration);
        services.AddSingleton(configuration.Require<UploadSettings>("Intents:Uploads"));
        services.AddSingleton<ArtifactRegistry>();
        services.AddSingleton<RetoldArtifacts>();
        services.AddHostedService(provider => provider.GetRequiredService<RetoldArtifacts>());
        services.AddSingleton(configuration.Require<CollectionSettings>("Intents:ContentCollection"));
        services.AddSingleton<ContentCollector>();
        services.AddHostedService(provider => provider.GetRequiredService<ContentCollector>());
        services.AddSingleton<UploadReader>();
        services.AddSingleton<Patience>();
        services.AddMessageEndpoint<IntentsDatabase>(RegisterArtifact.Queue, queue => queue
            .Handles<RegisterArtifact, RegisterArtifactConsumer>()
            .Handles<ChangeArtifactState, ChangeArtifactStateConsumer>());
    }

    public static void MapArtifacts(this IEndpointRouteBuilder routes)
    {
        var settings = routes.ServiceProvider.GetRequiredService<UploadSettings>();

        // Without the usual idempotency keys, which would read the whole body first.
        var uploads = routes.MapGroup("/api/artifacts")
            .RequireAuthorization(Policies.Any)
            .WithMetadata(new UploadLimit(settings.MaximumBytes))
            .WithTags("Artifacts");
        uploads.WithRequestTimeout(settings.Timeout);
        uploads.MapPostArtifact();

        var artifacts = routes.MapGroup("/api/artifacts")
            .RequireAuthorization(Policies.Any)
            .WithIdempotencyKey()
            .AddEndpointFilter<ReplayFilter<IntentsDatabase>>()
            .WithTags("Artifacts");
        artifacts.MapGetArtifact();
        artifacts.MapGetArtifactContent(settings.Timeout);
        artifacts.MapMoveArtifact();
    }
}

using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Settings;
using IntentEngine.Messaging;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Intents.Owners;

/// <summary>What the service registers and maps for owners (seed 003).</summary>
internal static class OwnerParts
{
    public static void AddOwners(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.Require<OwnerSettings>("Intents:Owners"));
        services.AddSingleton<OwnerSecrets>();
        services.AddSingleton<OwnerRules>();
        services.AddSingleton<WebhookSender>();
        // Each waits on somebody's server; none of them on ours.
        services.AddMessageEndpoint<IntentsDatabase>(DeliverToOwner.Queue, queue => queue
            .WithConcurrency(32)
            .Handles<DeliverToOwner, DeliverToOwnerConsumer>());
    }

    public static void MapOwners(this IEndpointRouteBuilder owners)
    {
        owners.MapListOwners();
        owners.MapPutOwner();
        owners.MapDeleteOwner();
    }
}

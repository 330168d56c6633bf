using IntentEngine.Hosting.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Intents.Graph.Storage.Opening;

/// <summary>Registers the intent graph's storage.</summary>
internal static class GraphStorageServices
{
    /// <summary><see cref="IGraphStore"/> is the backend of the section <c>Intents:Graph</c>, opened when the process starts.</summary>
    public static void AddGraphStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.Require<GraphStorageSettings>("Intents:Graph"));
        services.AddSingleton<IGraphFacts, OutboxFacts>();
        services.AddSingleton(provider => GraphStorage.Open(
            provider.GetRequiredService<GraphStorageSettings>(), provider.GetRequiredService<IntentsDatabase>(), provider.GetRequiredService<IGraphFacts>(), provider.GetRequiredService<ILogger<GraphStorage>>()));
        services.AddSingleton(provider => provider.GetRequiredService<GraphStorage>().Store);
        services.AddHostedService<DegradedAnnouncement>();
        services.AddHealthChecks().AddCheck<GraphStorageCheck>("intents-graph");
    }
}

using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Lineage.Events;

/// <summary>Registers what reads, follows and keeps the event log.</summary>
internal static class EventServices
{
    public static void AddEvents(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.Require<EventSettings>("Lineage:Events"));
        services.AddSingleton<EventLog>();
        services.AddSingleton<EventHistory>();
        services.AddSingleton(provider => new StreamTime(
            provider.GetRequiredService<EventSettings>(), configuration.Require<AuthenticationSettings>("Authentication"), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<EventFeed>();
        services.AddSingleton<EventStreams>();
        services.AddSingleton<OpenStreams>();
        services.AddSingleton<EventHeads>();
        services.AddHostedService(provider => provider.GetRequiredService<EventHeads>());
        services.AddSingleton<EventUpkeep>();
        services.AddHostedService(provider => provider.GetRequiredService<EventUpkeep>());
    }
}

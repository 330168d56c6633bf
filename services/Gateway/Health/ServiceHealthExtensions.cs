using IntentEngine.Gateway.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yarp.ReverseProxy;

namespace IntentEngine.Gateway.Health;

/// <summary>Registers one check per service.</summary>
internal static class ServiceHealthExtensions
{
    public static IServiceCollection AddServiceHealth(this IServiceCollection services)
    {
        foreach (var service in ServiceRoutes.Paths.Keys)
            services.AddHealthChecks().Add(new HealthCheckRegistration(
                service, provider => new ServiceHealth(service, provider.GetRequiredService<IProxyStateLookup>()), failureStatus: null, tags: null));
        return services;
    }
}

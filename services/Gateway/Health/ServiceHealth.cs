using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace IntentEngine.Gateway.Health;

/// <summary>A service is well when at least one of its instances answered its last probe. The gateway is ready when all services are.</summary>
internal sealed class ServiceHealth(string service, IProxyStateLookup state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var instances = state.TryGetCluster(service, out var cluster) ? cluster.DestinationsState.AllDestinations : [];
        var well = instances.Count(instance => instance.Health.Active == DestinationHealth.Healthy);
        var description = $"{well} of {instances.Count} instances ready";
        return Task.FromResult(
            well == 0 ? HealthCheckResult.Unhealthy(description)
            : well < instances.Count ? HealthCheckResult.Degraded(description)
            : HealthCheckResult.Healthy(description));
    }
}

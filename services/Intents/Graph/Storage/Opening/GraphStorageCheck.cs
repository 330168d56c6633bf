using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IntentEngine.Intents.Graph.Storage.Opening;

/// <summary>Health of the intent graph's storage: unhealthy when it cannot be written, degraded when memory stands in for what was configured. Reasons stay in the log: the page is public.</summary>
internal sealed class GraphStorageCheck(GraphStorage storage) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var mode = $"storage_mode: {storage.Store.Backend}";
        if (await storage.Store.CheckAsync(cancellationToken) is not null) return HealthCheckResult.Unhealthy($"{mode}; it cannot be written, see GET /api/intent-graph/storage");
        return storage.IsDegraded
            ? HealthCheckResult.Degraded($"{mode}; {storage.Configured.Word()} could not be opened at start, graphs are lost when the process ends")
            : HealthCheckResult.Healthy(mode);
    }
}

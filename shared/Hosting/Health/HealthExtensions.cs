using IntentEngine.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IntentEngine.Hosting.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: every registered check passes, so traffic may come.</summary>
internal static class HealthExtensions
{
    public static IServiceCollection AddReadiness(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<LifetimeCheck>("host");
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").AllowAnonymous();
        health.MapHealthChecks("/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        health.MapHealthChecks("/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    // Exceptions stay in the log: this page is public.
    private static Task WriteAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(
        new HealthAnswer
        {
            Status = report.Status,
            Checks = [.. report.Entries.Select(e => new HealthAnswer.Check { Name = e.Key, Status = e.Value.Status, Description = e.Value.Description })],
        },
        ContractJson.Options);
}

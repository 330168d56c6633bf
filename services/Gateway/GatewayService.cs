using IntentEngine.Gateway.Health;
using IntentEngine.Gateway.Limits;
using IntentEngine.Gateway.OpenApi;
using IntentEngine.Gateway.Routing;
using IntentEngine.Hosting;
using IntentEngine.Hosting.Settings;

namespace IntentEngine.Gateway;

/// <summary>The one front door: authenticates, limits and routes. It never rewrites a path and owns no data.</summary>
public static class GatewayService
{
    /// <summary>The gateway in front of services that run as their own processes.</summary>
    public static ServiceModule Module { get; } = new()
    {
        Name = "gateway",
        AddServices = (services, configuration) =>
        {
            var settings = configuration.Require<GatewaySettings>("Gateway");
            services.AddGatewayLimits(settings.Limits);
            services.AddRoutes(settings);
            services.AddServiceHealth();
            services.AddMergedApiDescription();
        },
        UseMiddleware = app => app.UseGatewayLimits(),
        MapRoutes = app =>
        {
            app.MapMergedApiDescription();
            app.MapReverseProxy().ConfigureEndpoints(BodyLimit.Mark);
        },
        MapsOpenApi = true,
    };

    /// <summary>The gateway's limits alone, for AllInOne, where every route is in the same process and nothing is forwarded.</summary>
    public static ServiceModule Embedded { get; } = new()
    {
        Name = "gateway",
        AddServices = (services, configuration) => services.AddGatewayLimits(configuration.Require<GatewaySettings>("Gateway").Limits),
        UseMiddleware = app => app.UseGatewayLimits(),
        MapRoutes = _ => { },
    };
}

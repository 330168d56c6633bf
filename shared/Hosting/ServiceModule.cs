using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Hosting;

/// <summary>One service as the host sees it: what it registers, what it puts on the bus, which routes it answers.</summary>
/// <remarks>The process owns the one bus; a module only adds to it. The same module runs alone or inside AllInOne.</remarks>
public sealed record ServiceModule
{
    /// <summary>Service name, lower case: its settings file (<c>NAME.settings.json</c>), its section and its <c>--target</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Registers the service's own types, its database and its message endpoints.</summary>
    public required Action<IServiceCollection, IConfiguration> AddServices { get; init; }

    /// <summary>Maps the service's routes. Every route states its policy (<see cref="Authentication.Policies"/>) or that it is anonymous.</summary>
    public required Action<IEndpointRouteBuilder> MapRoutes { get; init; }

    /// <summary>Adds middleware after authentication and before authorization (the gateway's limits). Null: none.</summary>
    public Action<IApplicationBuilder>? UseMiddleware { get; init; }

    /// <summary>Whether the module answers <c>/openapi/v1.json</c> itself (the gateway does, for all services). Default false.</summary>
    public bool MapsOpenApi { get; init; }
}

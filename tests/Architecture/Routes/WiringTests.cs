using IntentEngine.Architecture.Hosts;
using IntentEngine.Hosting;
using IntentEngine.Hosting.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Architecture.Routes;

/// <summary>That every endpoint builds is checked by the host itself at start (and so by <see cref="RouteRulesTests"/>); here, that the check catches what it must.</summary>
public sealed class WiringTests
{
    [Fact]
    public void A_handler_that_needs_an_unregistered_service_stops_the_process() =>
        Refusal(routes => routes.MapPost("/broken", (IUnregistered service) => service.ToString()).RequireAuthorization())
            .ShouldContain("IUnregistered");

    [Fact]
    public void A_route_without_authorization_stops_the_process() =>
        Refusal(routes => routes.MapGet("/open", () => "x")).ShouldContain("states no authorization");

    private static string Refusal(Action<IEndpointRouteBuilder> routes) => Should.Throw<StartupException>(() => ServiceHosts.Production(
        new ServiceModule { Name = "broken", AddServices = (_, _) => { }, MapRoutes = routes })).Message;

    private interface IUnregistered;
}

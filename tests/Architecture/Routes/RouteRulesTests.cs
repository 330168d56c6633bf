using IntentEngine.Architecture.Hosts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace IntentEngine.Architecture.Routes;

public sealed class RouteRulesTests
{
    private static readonly HashSet<string> Anonymous = ["/health/live", "/health/ready"];

    public static TheoryData<string> Processes => [.. ServiceHosts.Processes.Keys];

    [Theory]
    [MemberData(nameof(Processes))]
    public async Task Every_route_of_every_process_builds_and_states_who_may_call_it(string process)
    {
        await using var app = ServiceHosts.Production(process);
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).ToArray();
        endpoints.Length.ShouldBeGreaterThan(Anonymous.Count);
        RouteRules.Faults(endpoints, Anonymous).ShouldBeEmpty();
    }

    [Fact]
    public void A_route_without_authorization_is_caught() =>
        RouteRules.Faults([Route("/forgotten")], Anonymous).ShouldBe(["/forgotten states no authorization."]);

    [Fact]
    public void A_route_opened_to_everybody_is_caught() =>
        RouteRules.Faults([Route("/health/live", new AllowAnonymousAttribute()), Route("/api/secrets", new AllowAnonymousAttribute())], Anonymous)
            .ShouldBe(["/api/secrets is open to everybody and not on the list of anonymous routes."]);

    [Fact]
    public void A_route_with_a_policy_passes() => RouteRules.Faults([Route("/api/x", new AuthorizeAttribute("Any"))], Anonymous).ShouldBeEmpty();

    private static RouteEndpoint Route(string pattern, params object[] metadata) =>
        new(_ => Task.CompletedTask, RoutePatternFactory.Parse(pattern), 0, new EndpointMetadataCollection(metadata), pattern);
}

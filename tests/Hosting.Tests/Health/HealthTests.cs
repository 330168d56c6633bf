using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Shouldly;

namespace IntentEngine.Hosting.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_lists_every_check_without_asking_who_comes()
    {
        await using var host = await TestHost.StartAsync(
            _ => { }, services => services.AddHealthChecks().AddCheck("database", () => HealthCheckResult.Degraded("slow")));

        using var answer = await host.GetAsync("/health/ready");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        body["status"]!.GetValue<string>().ShouldBe("degraded");
        body["checks"]!.AsArray().Select(c => $"{c!["name"]} {c["status"]} {c["description"]}").ShouldBe(["host healthy started", "database degraded slow"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_failing_check_is_503_keeps_its_exception_to_itself_and_leaves_the_process_alive()
    {
        await using var host = await TestHost.StartAsync(
            _ => { }, services => services.AddHealthChecks().AddCheck("database", () => HealthCheckResult.Unhealthy("away", new InvalidOperationException("secret"))));

        using var ready = await host.GetAsync("/health/ready");
        using var live = await host.GetAsync("/health/live");

        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).ShouldNotContain("secret");
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}

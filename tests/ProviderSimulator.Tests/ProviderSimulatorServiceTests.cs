using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace IntentEngine.ProviderSimulator;

public sealed class ProviderSimulatorServiceTests
{
    [Fact]
    public async Task Several_simulators_run_side_by_side_on_free_ports()
    {
        await using var one = await ProviderSimulatorService.StartAsync();
        await using var other = await ProviderSimulatorService.StartAsync();
        one.BaseUrl.Port.ShouldBeGreaterThan(0);
        other.BaseUrl.ShouldNotBe(one.BaseUrl);
        one.ProviderSettings["Providers:KeywordData:BaseUrl"].ShouldBe(one.BaseUrl.AbsoluteUri);
    }

    [Fact]
    public async Task Credentials_are_configurable()
    {
        var settings = new Dictionary<string, string?> { ["ProviderSimulator:ApiKey"] = "other" };
        await using var simulator = await ProviderSimulatorService.StartAsync(configuration: new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        using var http = new HttpClient { BaseAddress = simulator.BaseUrl, DefaultRequestHeaders = { Authorization = new("Bearer", "other") } };
        using var response = await http.PostAsync("v1/agent", new StringContent("""{"model":"perplexity/sonar","input":"Hello"}"""));
        ((int)response.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task A_simulator_costs_little_memory_with_its_corpus_loaded()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var simulator = await SimulatorClient.Start();
        (await simulator.Items("ranked_keywords", "\"target\":\"docker.com\"")).ShouldNotBeNull();
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(30L * 1024 * 1024);
    }

    [Fact]
    public void The_module_does_not_use_the_bus()
    {
        ProviderSimulatorService.Module.Name.ShouldBe("simulator");
    }
}

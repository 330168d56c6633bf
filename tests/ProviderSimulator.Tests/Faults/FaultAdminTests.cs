using Shouldly;
using Xunit;

namespace IntentEngine.ProviderSimulator.Faults;

public sealed class FaultAdminTests
{
    private const string Task = """[{"target":"docker.com"}]""";

    [Fact]
    public async Task A_fault_is_played_as_often_as_asked_and_calls_are_counted()
    {
        await using var simulator = await SimulatorClient.Start();
        using var put = await simulator.Put("simulator/faults", """[{"match":"ranked_keywords","fault":"http-500","times":2},{"match":"icp","fault":"http-429"}]""");
        ((int)put.StatusCode).ShouldBe(204);

        var statuses = new List<int>();
        for (var i = 0; i < 3; i++) statuses.Add(await Status(simulator.Labs("ranked_keywords", Task)));
        statuses.Add(await Status(simulator.Labs("relevant_pages", Task)));

        statuses.ShouldBe([500, 500, 200, 200]);
        (await simulator.Get("simulator/calls")).ShouldBe("""{"ranked_keywords":3,"relevant_pages":1}""");
    }

    [Fact]
    public async Task Faults_and_counts_can_be_cleared()
    {
        await using var simulator = await SimulatorClient.Start();
        (await simulator.Put("simulator/faults", """[{"match":"*","fault":"http-500","times":9}]""")).Dispose();
        (await Status(simulator.Labs("ranked_keywords", Task))).ShouldBe(500);

        (await simulator.Delete("simulator/faults")).Dispose();
        (await simulator.Delete("simulator/calls")).Dispose();

        (await simulator.Get("simulator/calls")).ShouldBe("{}");
        (await Status(simulator.Labs("ranked_keywords", Task))).ShouldBe(200);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""[{"fault":"http-500"}]""")]
    [InlineData("""[{"match":"*","fault":"no-such-fault"}]""")]
    [InlineData("""[{"match":"*","fault":"http-500","times":0}]""")]
    public async Task A_wrong_list_is_refused_and_says_what_was_expected(string list)
    {
        await using var simulator = await SimulatorClient.Start();
        using var response = await simulator.Put("simulator/faults", list);
        ((int)response.StatusCode).ShouldBe(400);
        (await response.Content.ReadAsStringAsync()).ShouldContain("xpected");
    }

    [Fact]
    public async Task A_header_plays_a_fault_for_its_own_request_only()
    {
        await using var simulator = await SimulatorClient.Start();
        (await Status(simulator.Labs("ranked_keywords", Task, fault: "http-402"))).ShouldBe(402);
        (await Status(simulator.Labs("ranked_keywords", Task))).ShouldBe(200);
    }

    private static async Task<int> Status(Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        return (int)response.StatusCode;
    }
}

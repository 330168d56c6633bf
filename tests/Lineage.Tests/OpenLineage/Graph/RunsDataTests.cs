using System.Text.Json.Nodes;
using Shouldly;
using static IntentEngine.Lineage.OpenLineage.RunEvent;

namespace IntentEngine.Lineage.OpenLineage.Graph;

public sealed class RunsDataTests(LineageHost host)
{
    private readonly Client _client = Client.Of(host);

    [Fact]
    public async Task Nominal_times_are_shown_in_utc_and_arguments_as_they_were_told()
    {
        var nominal = new JsonObject { ["nominalStartTime"] = "2020-12-17T03:00:00.500+05:00", ["nominalEndTime"] = "soon" };
        await _client.AcceptAsync(new RunEvent("job", Run("r")) { Parent = Run("p"), Facets = new JsonObject { ["nominalTime"] = nominal } });

        var run = (await _client.GraphAsync("job:jobs:job"))["job:jobs:job"]["data"]!["latestRun"]!;

        run["nominalStartTime"]!.GetValue<string>().ShouldBe("2020-12-16T22:00:00.5Z");
        run["nominalEndTime"].ShouldBeNull();
        run["args"]!.ToJsonString().ShouldBe($$"""{"name":"parent","namespace":"jobs","nominal_end_time":"soon","nominal_start_time":"2020-12-17T03:00:00.500\u002B05:00","run_id":"{{Run("p")}}"}""");
    }

    [Fact]
    public async Task Without_a_start_a_run_began_when_it_was_first_seen_running()
    {
        await _client.AcceptAsync(new RunEvent("job", Run("r"), "RUNNING", At: 30), new RunEvent("job", Run("r"), "RUNNING", At: 20), new RunEvent("job", Run("r"), "COMPLETE", At: 50));

        (await RunAsync())["startedAt"]!.GetValue<DateTime>().ShouldBe(Organization.Moment(20).UtcDateTime);
        (await RunAsync())["durationMs"]!.GetValue<long>().ShouldBe(30_000);

        await _client.AcceptAsync(new RunEvent("job", Run("r"), "START", At: 25));

        (await RunAsync())["startedAt"]!.GetValue<DateTime>().ShouldBe(Organization.Moment(25).UtcDateTime);

        async Task<JsonNode> RunAsync() => (await _client.GraphAsync("job:jobs:job"))["job:jobs:job"]["data"]!["latestRun"]!;
    }
}

using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using static IntentEngine.Lineage.OpenLineage.RunEvent;

namespace IntentEngine.Lineage.OpenLineage;

public sealed class EventBatchTests(LineageHost host)
{
    private readonly Client _client = Client.Of(host);

    [Fact]
    public async Task Every_event_of_a_batch_has_its_own_fate()
    {
        string good = new RunEvent("job", Run("r"));
        var batch = $"[{good}, {Fixture.Text("events-invalid/event_no_run_id.json")}, {new RunEvent("job", Run("s"))}, 7]";

        var (status, body) = await _client.PostAsync(batch, "/api/v1/lineage/batch", packed: true);

        status.ShouldBe(HttpStatusCode.OK, body);
        var answer = JsonNode.Parse(body)!;
        answer["status"]!.GetValue<string>().ShouldBe("partial_success");
        answer["summary"]!.ToJsonString().ShouldBe("""{"received":4,"successful":2,"failed":2,"retriable":0,"non_retriable":2}""");
        answer["failed_events"]!.AsArray().Select(f => f!["index"]!.GetValue<int>()).ShouldBe([1, 3]);
        answer["failed_events"]![0]!["reason"]!.GetValue<string>().ShouldContain("run.runId");
        answer["failed_events"]![0]!["retriable"]!.GetValue<bool>().ShouldBeFalse();
        (await _client.Organization.ScalarAsync<long>("select count(*) from openlineage_runs")).ShouldBe(2);
    }

    [Fact]
    public async Task A_batch_of_a_whole_installation_is_taken_at_once()
    {
        var seed = Fixture.Json("seed/marquez_metadata.json").AsArray();

        var (status, body) = await _client.PostAsync(seed.ToJsonString(), "/api/v1/lineage/batch");

        status.ShouldBe(HttpStatusCode.OK, body);
        JsonNode.Parse(body)!["status"]!.GetValue<string>().ShouldBe("success");
        var graph = await _client.GraphAsync("job:food_delivery:etl_orders_7_days");
        graph.Keys.Count(id => id.StartsWith("job:", StringComparison.Ordinal)).ShouldBe(13, "every job of the demo shares a dataset with another");
        (await _client.GetAsync("/api/v1/events/lineage"))["totalCount"]!.GetValue<int>().ShouldBe(26);
    }

    [Theory]
    [InlineData("{}", 400)]
    [InlineData("nothing", 400)]
    [InlineData("[]", 200)]
    public async Task A_batch_is_a_list(string body, int status) => ((int)(await _client.PostAsync(body, "/api/v1/lineage/batch")).Status).ShouldBe(status);

    [Fact]
    public async Task Too_many_events_at_once_are_413() =>
        (await _client.PostAsync($"[{string.Join(',', Enumerable.Repeat("1", 1001))}]", "/api/v1/lineage/batch")).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
}

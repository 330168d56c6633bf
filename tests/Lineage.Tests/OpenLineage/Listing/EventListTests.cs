using System.Text.Json.Nodes;
using Shouldly;
using static IntentEngine.Lineage.OpenLineage.RunEvent;

namespace IntentEngine.Lineage.OpenLineage.Listing;

public sealed class EventListTests(LineageHost host)
{
    private readonly Client _client = Client.Of(host);

    [Fact]
    public async Task Pages_hold_the_events_as_they_were_told_newest_first()
    {
        string[] told = [.. Enumerable.Range(0, 5).Select(i => (string)new RunEvent("job", Run($"r{i}"), At: i))];
        await _client.RecordAsync(told);

        var all = await _client.GetAsync("/api/v1/events/lineage");
        all["totalCount"]!.GetValue<int>().ShouldBe(5);
        all["events"]!.AsArray().Select(Id).ShouldBe(Enumerable.Range(0, 5).Reverse().Select(i => Run($"r{i}")));
        JsonNode.DeepEquals(all["events"]![0], JsonNode.Parse(told[4])).ShouldBeTrue();

        var page = await _client.GetAsync("/api/v1/events/lineage?sortDirection=asc&limit=2&offset=1");
        page["events"]!.AsArray().Select(Id).ShouldBe([Run("r1"), Run("r2")]);
        page["totalCount"]!.GetValue<int>().ShouldBe(5);

        var span = await _client.GetAsync("/api/v1/events/lineage?after=2026-01-01T00:00:01Z&before=2026-01-01T01:00:03%2B01:00");
        span["events"]!.AsArray().Select(Id).ShouldBe([Run("r2"), Run("r1")]);
        span["totalCount"]!.GetValue<int>().ShouldBe(2);
    }

    [Theory, InlineData("limit=-1"), InlineData("limit=1001"), InlineData("sortDirection=up"), InlineData("before=now"), InlineData("offset=x")]
    public async Task Bad_questions_are_400(string query) => ((int)(await _client.AskAsync($"/api/v1/events/lineage?{query}")).Status).ShouldBe(400);

    private static string Id(JsonNode? told) => told!["run"]!["runId"]!.GetValue<string>();
}

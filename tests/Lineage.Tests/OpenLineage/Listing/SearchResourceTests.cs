using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using static IntentEngine.Lineage.OpenLineage.RunEvent;

namespace IntentEngine.Lineage.OpenLineage.Listing;

public sealed class SearchResourceTests(LineageHost host)
{
    private readonly Client _client = Client.Of(host);

    [Theory]
    [InlineData("q=orders", "DATASET data:all_orders JOB jobs:load_Orders DATASET data:raw%orders JOB far:sum_orders")]
    [InlineData("q=ORDERS&filter=JOB", "JOB jobs:load_Orders JOB far:sum_orders")]
    [InlineData("q=orders&filter=dataset&sort=NAME&limit=1", "DATASET data:all_orders")]
    [InlineData("q=orders&sort=update_at&limit=2", "DATASET data:all_orders JOB far:sum_orders")]
    [InlineData("q=orders&namespace=far", "JOB far:sum_orders")]
    [InlineData("q=%25", "DATASET data:raw%orders")]
    [InlineData("q=_orders&after=2026-01-02", "DATASET data:all_orders JOB far:sum_orders")]
    [InlineData("q=_orders&before=2026-01-02", "JOB jobs:load_Orders")]
    [InlineData("q=orders&limit=0", "")]
    [InlineData("q=nothing", "")]
    public async Task Jobs_and_datasets_are_found_by_a_part_of_their_name(string query, string expected)
    {
        await Client.Of(host).RecordAsync(new RunEvent("others_orders", Run("r")));
        await _client.RecordAsync(
            new RunEvent("load_Orders", Run("1"), At: 1) { Inputs = ["raw%orders"] },
            new RunEvent("sum_orders", Run("2"), At: 2 * 86_400) { Namespace = "far", Outputs = ["all_orders"] },
            new RunEvent("unrelated", Run("3"), At: 3));

        var found = await _client.GetAsync($"/api/v1/search?{query}");

        string.Join(' ', found["results"]!.AsArray().Select(result => $"{result!["type"]} {result["namespace"]}:{result["name"]}")).ShouldBe(expected);
        found["totalCount"]!.GetValue<int>().ShouldBe(found["results"]!.AsArray().Count);
        foreach (var result in found["results"]!.AsArray()) (await _client.GraphAsync((string)result!["nodeId"]!)).ShouldContainKey((string)result["nodeId"]!);
    }

    [Theory]
    [InlineData("", "q")]
    [InlineData("q=%20", "q")]
    [InlineData("q=x&filter=RUN", "filter")]
    [InlineData("q=x&sort=age", "sort")]
    [InlineData("q=x&limit=1001", "limit")]
    [InlineData("q=x&before=yesterday", "before")]
    [InlineData("q=x&after=2026-13-01", "after")]
    public async Task Bad_questions_are_refused(string query, string field)
    {
        var (status, body) = await _client.AskAsync($"/api/v1/search?{query}");

        status.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(body)!["errors"]!.AsObject().Select(fault => fault.Key).ShouldBe([field]);
    }
}

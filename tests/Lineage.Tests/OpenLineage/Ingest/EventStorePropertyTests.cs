using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace IntentEngine.Lineage.OpenLineage.Ingest;

public sealed class EventStorePropertyTests(LineageHost host)
{
    private static readonly string[] Scenario =
    [
        .. Fixture.Events("scenarios/CLL"), .. Fixture.Events("events-lenient"), .. Fixture.Events("scenarios/simple_run_event"),
        .. Fixture.Json("seed/marquez_metadata.json").AsArray().Take(12).Select(told => told!.ToJsonString()),
        new RunEvent("child", RunEvent.Run("c"), "START", At: 5) { Parent = RunEvent.Run("p"), Inputs = ["a"] },
        new RunEvent("child", RunEvent.Run("c"), "COMPLETE", At: 9) { Parent = RunEvent.Run("p"), Outputs = ["b"] },
        new RunEvent("parent", RunEvent.Run("p"), "START", At: 1) { Root = null },
        new RunEvent("parent", RunEvent.Run("p"), "FAIL", At: 12) { Outputs = ["a"] },
        // One run id under two jobs: the newest event decides, whichever comes last.
        new RunEvent("renamed", RunEvent.Run("p"), "RUNNING", At: 11),
    ];

    [Fact]
    public async Task Any_order_and_repetition_of_events_gives_the_same_graph()
    {
        var straight = Client.Of(host);
        foreach (var told in Scenario) await straight.RecordAsync(told);
        var expected = await straight.TablesAsync();
        expected.ShouldContain("cll_source1");

        var orders = Gen.Shuffle(Scenario.Concat(Scenario.Take(20)).ToArray());
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(6).WithReplay(8472, 17), Prop.ForAll(orders.ToArbitrary(), order =>
        {
            var client = Client.Of(host);
            // Some alone, some together, as clients and batches do.
            foreach (var group in order.Chunk(order[0].Length % 5 + 1)) client.RecordAsync(group).GetAwaiter().GetResult();
            client.TablesAsync().GetAwaiter().GetResult().ShouldBe(expected);
        }));
    }

    [Fact]
    public async Task The_graph_can_be_made_again_from_the_log()
    {
        var told = Client.Of(host);
        await told.RecordAsync(Scenario);
        var log = await told.Organization.ScalarAsync<string[]>("select array_agg(body::text order by event_hash) from openlineage_events");

        var again = Client.Of(host);
        await again.RecordAsync(log);

        (await again.TablesAsync()).ShouldBe(await told.TablesAsync());
    }

    [Fact]
    public async Task Two_at_a_time_lose_nothing()
    {
        var straight = Client.Of(host);
        await straight.RecordAsync(Scenario);
        var client = Client.Of(host);

        await Task.WhenAll(Scenario.Select(told => client.RecordAsync(told)));

        (await client.TablesAsync()).ShouldBe(await straight.TablesAsync());
    }
}

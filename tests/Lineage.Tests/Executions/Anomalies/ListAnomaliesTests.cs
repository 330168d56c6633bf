using IntentEngine.Lineage.Events;
using Shouldly;

namespace IntentEngine.Lineage.Executions.Anomalies;

/// <summary>P8: everything that can be wrong with a graph is reported, and finding it ends.</summary>
public sealed class ListAnomaliesTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public async Task A_sound_graph_has_none()
    {
        await _acme.RecordAsync(SeedGraph.Facts(_acme));
        await _acme.RecordAsync(_acme.Execution("elsewhere", parent: "exec_root", correlation: "another", trigger: "child", at: 50));

        (await ListAsync()).ShouldSatisfyAllConditions(p => p.Anomalies.ShouldBeEmpty(), p => p.Examined.ShouldBe(5), p => p.Complete.ShouldBeTrue(), p => p.NextCursor.ShouldBeNull());
    }

    [Fact]
    public async Task Each_kind_is_found_where_it_is()
    {
        await _acme.RecordAsync(
            _acme.Execution("dangling", parent: "nobody", correlation: "c1"),
            _acme.Execution("self", parent: "self", correlation: "c2"),
            _acme.Execution("ring-b", parent: "ring-a", correlation: "ring", at: 1), _acme.Execution("ring-c", parent: "ring-b", correlation: "ring", at: 1),
            _acme.Execution("ring-a", parent: "ring-c", correlation: "ring"), _acme.Execution("below-ring", parent: "ring-c", correlation: "ring", at: 2),
            _acme.Execution("first", correlation: "c3", at: 1), _acme.Execution("second", correlation: "c3", at: 2), _acme.Execution("third", correlation: "c3", at: 3),
            _acme.Execution("orphan", trigger: "repair"));
        await _acme.RecordAsync(_acme.Execution("first", correlation: "c3", status: "failed", at: 1));

        var found = (await ListAsync()).Anomalies;

        Of(found, AnomalyKind.Dangling).ShouldBe(["dangling"]);
        Of(found, AnomalyKind.Self).ShouldBe(["self"]);
        Of(found, AnomalyKind.Cycle).ShouldBe(["ring-a"]);
        found.Single(a => a.Kind == AnomalyKind.Cycle).Others.ShouldBe(["ring-a", "ring-c", "ring-b"]);
        Of(found, AnomalyKind.SeveralRoots).ShouldBe(["second", "third"]);
        found.Where(a => a.Kind == AnomalyKind.SeveralRoots).ShouldAllBe(a => a.Others!.Single() == "first");
        Of(found, AnomalyKind.Duplicate).ShouldBe(["first"]);
        Of(found, AnomalyKind.Parentless).ShouldBe(["orphan"]);
        Of(found, AnomalyKind.NoRoot).ShouldBe(["dangling", "ring-a", "self"]);
    }

    [Fact]
    public async Task Two_events_in_one_place_are_no_duplicate_since_only_states_tell_who_somebody_is()
    {
        await _acme.RecordAsync(_acme.Execution("e"));
        await _acme.TellAsync(_acme.Event("e", 2, "test_passed"), _acme.Event("e", 2, "test_failed"));

        (await ListAsync()).Anomalies.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("retry", true)]
    [InlineData("repair", true)]
    [InlineData("child", true)]
    [InlineData("manual", false)]
    [InlineData("agent", false)]
    [InlineData("scheduled", false)]
    public async Task Only_what_follows_something_must_have_a_parent(string trigger, bool isAnomaly)
    {
        await _acme.RecordAsync(_acme.Execution("e", trigger: trigger));

        (await ListAsync()).Anomalies.Select(a => a.Kind).ShouldBe(isAnomaly ? [AnomalyKind.Parentless] : []);
    }

    [Fact]
    public async Task One_correlation_can_be_asked_for()
    {
        await _acme.RecordAsync(_acme.Execution("one", parent: "nobody", correlation: "c1"), _acme.Execution("two", parent: "nobody", correlation: "c2"), _acme.Execution("fine", correlation: "c2"));

        (await ListAsync("correlation_id=c2")).ShouldSatisfyAllConditions(p => p.Anomalies.Select(a => (a.Kind, a.ExecutionId)).ShouldBe([(AnomalyKind.Dangling, "two")]), p => p.Examined.ShouldBe(2));
    }

    [Fact]
    public async Task Pages_put_together_report_each_once()
    {
        await _acme.RecordAsync([.. Enumerable.Range(0, 60).Select(i => _acme.Execution($"e{i:00}", parent: i % 2 == 0 ? "nobody" : null, correlation: "c", at: i / 7))]);
        var whole = await ListAsync("limit=500");

        var pages = new List<AnomalyPage> { await ListAsync("limit=10") };
        while (pages[^1].NextCursor is { } cursor) pages.Add(await ListAsync($"limit=10&cursor={cursor}"));

        Flat(pages).ShouldBe(Flat([whole]));
        pages.Sum(p => p.Examined).ShouldBe(60);
        pages.SkipLast(1).ShouldAllBe(p => !p.Complete && p.Anomalies.Count <= 10);
        pages[^1].Complete.ShouldBeTrue();
    }

    [Fact]
    public async Task A_circle_larger_than_a_window_is_one_anomaly()
    {
        await _acme.RecordAsync([.. Enumerable.Range(0, 1100).Select(i => _acme.Execution($"e{i:0000}", parent: $"e{(i + 1099) % 1100:0000}", correlation: "c", at: i))]);

        var cycle = (await ListAsync()).Anomalies.Where(a => a.Kind == AnomalyKind.Cycle).ShouldHaveSingleItem();

        cycle.ExecutionId.ShouldBe("e0000");
        cycle.Others!.Count.ShouldBe(100);
    }

    [Fact]
    public async Task Another_organization_sees_none_of_it()
    {
        await _acme.RecordAsync(_acme.Execution("self", parent: "self", correlation: "c"));

        (await host.NewOrganization().GetAsync<AnomalyPage>("/executions/anomalies?correlation_id=c")).Examined.ShouldBe(0);
    }

    private static IEnumerable<string> Of(IEnumerable<Anomaly> found, AnomalyKind kind) => found.Where(a => a.Kind == kind).Select(a => a.ExecutionId).Order();

    private static IEnumerable<(AnomalyKind, string)> Flat(IEnumerable<AnomalyPage> pages) => pages.SelectMany(p => p.Anomalies).Select(a => (a.Kind, a.ExecutionId));

    private Task<AnomalyPage> ListAsync(string query = "") => _acme.GetAsync<AnomalyPage>($"/api/executions/anomalies?{query}");
}

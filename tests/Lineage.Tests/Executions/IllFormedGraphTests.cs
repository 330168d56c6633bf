using Shouldly;

namespace IntentEngine.Lineage.Executions;

/// <summary>P8: dangling, self, circle and several roots end within bounds and answer what is known.</summary>
public sealed class IllFormedGraphTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public async Task A_parent_that_is_not_known_ends_the_way_up()
    {
        await _acme.RecordAsync(_acme.Execution("child", parent: "nobody"), _acme.Execution("twin", parent: "nobody"));

        var lineage = await LineageAsync("child");

        lineage.Ancestors.ShouldBeEmpty();
        lineage.Siblings.Select(e => e.ExecutionId).ShouldBe(["twin"]);
        lineage.Execution.CorrelationId.ShouldBe("child");
    }

    [Fact]
    public async Task A_late_parent_takes_its_children_and_theirs_into_its_correlation()
    {
        await _acme.RecordAsync(_acme.Execution("grandchild", parent: "child"));
        await _acme.RecordAsync(_acme.Execution("child", parent: "root"));
        await _acme.RecordAsync(_acme.Execution("root", correlation: "task"));

        (await _acme.GetAsync<CorrelationChain>("/executions/correlation/task")).TotalExecutions.ShouldBe(3);
        (await LineageAsync("grandchild")).Ancestors.Select(e => e.ExecutionId).ShouldBe(["root", "child"]);
    }

    [Fact]
    public async Task An_execution_that_is_its_own_parent_has_no_relatives()
    {
        await _acme.RecordAsync(_acme.Execution("self", parent: "self"));

        var lineage = await LineageAsync("self");

        lineage.Ancestors.Concat(lineage.Descendants).Concat(lineage.Siblings).ShouldBeEmpty();
        lineage.Complete.ShouldBeTrue();
        lineage.Execution.CorrelationId.ShouldBe("self");
    }

    [Fact]
    public async Task In_a_circle_everyone_is_above_and_below_but_never_oneself()
    {
        await _acme.RecordAsync(_acme.Execution("a", parent: "c", at: 1), _acme.Execution("b", parent: "a", at: 2), _acme.Execution("c", parent: "b", at: 3));

        var lineage = await LineageAsync("b");

        lineage.Ancestors.Select(e => e.ExecutionId).ShouldBe(["c", "a"]);
        lineage.Descendants.Select(e => e.ExecutionId).ShouldBe(["c", "a"]);
        lineage.Complete.ShouldBeTrue();
        (await _acme.GetAsync<CorrelationChain>("/executions/correlation/a")).RootExecutionId.ShouldBeNull();
    }

    [Fact]
    public async Task Two_tasks_with_one_correlation_have_two_roots_and_the_earliest_is_the_root()
    {
        await _acme.RecordAsync(_acme.Execution("late", correlation: "c", at: 9), _acme.Execution("early", correlation: "c", at: 1));

        var chain = await _acme.GetAsync<CorrelationChain>("/executions/correlation/c");

        chain.RootExecutionIds.ShouldBe(["early", "late"]);
        chain.RootExecutionId.ShouldBe("early");
    }

    [Fact]
    public async Task Roots_are_not_siblings_of_each_other()
    {
        await _acme.RecordAsync(_acme.Execution("one", correlation: "c"), _acme.Execution("two", correlation: "c"));

        (await LineageAsync("one")).Siblings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Children_of_another_correlation_belong_to_the_lineage()
    {
        await _acme.RecordAsync(
            _acme.Execution("root", correlation: "c1"), _acme.Execution("child", parent: "root", correlation: "c2"), _acme.Execution("grandchild", parent: "child", correlation: "c1"));

        (await LineageAsync("root")).Descendants.Select(e => e.ExecutionId).ShouldBe(["child", "grandchild"]);
    }

    [Fact]
    public async Task Depth_cuts_both_ways_and_says_so()
    {
        await _acme.RecordAsync([.. Enumerable.Range(0, 9).Select(i => _acme.Execution($"e{i}", parent: i == 0 ? null : $"e{i - 1}", correlation: "c", at: i))]);

        var cut = await LineageAsync("e4", "?depth=2");
        var whole = await LineageAsync("e4", "?depth=4");

        cut.Ancestors.Select(e => e.ExecutionId).ShouldBe(["e2", "e3"]);
        cut.Descendants.Select(e => e.ExecutionId).ShouldBe(["e5", "e6"]);
        (cut.Complete, cut.TruncatedBy).ShouldBe((false, Traversal.Limit.Depth));
        (whole.Complete, whole.TruncatedBy).ShouldBe((true, null));
        (whole.Ancestors.Count, whole.Descendants.Count).ShouldBe((4, 4));
    }

    [Fact]
    public async Task A_thousand_executions_are_a_page_and_one_more_is_reported_as_cut()
    {
        await _acme.RecordAsync([_acme.Execution("root", correlation: "c"), .. Enumerable.Range(0, 1000).Select(i => _acme.Execution($"e{i:0000}", parent: "root", correlation: "c", at: i))]);
        (await LineageAsync("root")).ShouldSatisfyAllConditions(l => l.Descendants.Count.ShouldBe(1000), l => l.Complete.ShouldBeTrue());

        await _acme.RecordAsync(_acme.Execution("e9999", parent: "root", correlation: "c", at: 5000));

        (await LineageAsync("root")).ShouldSatisfyAllConditions(
            l => l.Descendants.Count.ShouldBe(1000), l => l.TruncatedBy.ShouldBe(Traversal.Limit.Nodes), l => l.Descendants[^1].ExecutionId.ShouldBe("e0999"),
            l => l.Frontier.ShouldBe([new FrontierNode("root", 1)]));
        (await LineageAsync("e0000")).ShouldSatisfyAllConditions(l => l.Siblings.Count.ShouldBe(999), l => l.Complete.ShouldBeFalse(), l => l.Frontier.ShouldBe([new FrontierNode("root", 1)]));
    }

    private Task<ExecutionLineage> LineageAsync(string id, string query = "") => _acme.GetAsync<ExecutionLineage>($"/api/executions/{id}/lineage{query}");
}

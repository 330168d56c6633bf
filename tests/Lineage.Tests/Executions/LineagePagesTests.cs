using System.Net;
using IntentEngine.Lineage.Traversal;
using Shouldly;

namespace IntentEngine.Lineage.Executions;

public sealed class LineagePagesTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    /// <summary>P1 on one graph that has everything: ancestors, levels, equal times, siblings, another correlation.</summary>
    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(7), InlineData(100)]
    public async Task Pages_put_together_are_one_exact_order(int limit)
    {
        await RecordFamilyAsync();

        var pages = await _acme.PagesAsync("me", limit);

        pages.SelectMany(p => p.Ancestors).Ids().ShouldBe(["root", "parent"]);
        pages.SelectMany(p => p.Descendants).Ids().ShouldBe(["c1", "c2", "c3", "g1", "g2", "far"]);
        pages.SelectMany(p => p.Siblings).Ids().ShouldBe(["s1", "s2"]);
        pages.SelectMany(p => p.Edges).OrderBy(e => e.To, StringComparer.Ordinal).ShouldBe(
        [
            new("me", "c1", "child"), new("me", "c2", "retry"), new("me", "c3", "repair"), new("g1", "far", "child"), new("c2", "g1", "retry"), new("c2", "g2", "child"),
            new("parent", "me", "child"), new("root", "parent", "child"), new("parent", "s1", "child"), new("parent", "s2", "child"),
        ]);
        pages.ShouldAllBe(p => p.Execution.ExecutionId == "me");
        pages.SkipLast(1).ShouldAllBe(p => !p.Complete && p.TruncatedBy == Limit.Nodes && p.All().Count() == limit);
        pages[^1].ShouldSatisfyAllConditions(p => p.Complete.ShouldBeTrue(), p => p.TruncatedBy.ShouldBeNull(), p => p.Frontier.ShouldBeEmpty());
    }

    [Fact]
    public async Task The_last_page_still_says_that_something_lies_beyond_the_depth()
    {
        await RecordFamilyAsync();

        foreach (var limit in new[] { 1, 2, 100 })
        {
            var pages = await _acme.PagesAsync("me", limit, "depth=2");

            pages.SelectMany(p => p.All()).ShouldBe(["root", "parent", "c1", "c2", "c3", "g1", "g2", "s1", "s2"]);
            (pages[^1].Complete, pages[^1].TruncatedBy).ShouldBe((false, Limit.Depth));
        }
    }

    [Fact]
    public async Task A_wide_parent_is_listed_page_by_page_and_its_frontier_counts_what_is_left()
    {
        await _acme.RecordAsync([_acme.Execution("root", correlation: "c"), .. Enumerable.Range(0, 250).Select(i => _acme.Execution($"e{i:000}", parent: "root", correlation: "c", at: i / 10))]);

        var pages = await _acme.PagesAsync("root", 100);

        pages.SelectMany(p => p.Descendants).Ids().ShouldBe(Enumerable.Range(0, 250).Select(i => $"e{i:000}"));
        pages.Select(p => p.Frontier).ShouldBe([[new FrontierNode("root", 150)], [new FrontierNode("root", 50)], []]);
    }

    [Fact]
    public async Task The_frontier_names_every_execution_whose_children_are_missing()
    {
        await RecordFamilyAsync();

        (await _acme.LineageAsync("me", "direction=down&limit=2")).Frontier.ShouldBe([new("me", 1), new("c2", 2)]);
        (await _acme.LineageAsync("me", "direction=down&depth=1")).Frontier.ShouldBe([new("c2", 2)]);
        (await _acme.LineageAsync("me", "direction=up&depth=1")).Frontier.ShouldBe([new("parent", 0, 1)]);
        (await _acme.LineageAsync("me", "limit=1")).Frontier.ShouldBe([new("me", 3)]);
    }

    [Fact]
    public async Task Going_on_at_the_frontier_finds_what_was_left_out()
    {
        await RecordFamilyAsync();

        var cut = await _acme.LineageAsync("me", "direction=down&depth=2");
        var rest = await _acme.LineageAsync(cut.Frontier.ShouldHaveSingleItem().Id, "direction=down");

        cut.Descendants.Concat(rest.Descendants).Ids().ShouldBe((await _acme.LineageAsync("me", "direction=down")).Descendants.Ids());
    }

    /// <summary>P15: an answer belongs to all that was asked, and a cursor continues no other question.</summary>
    [Fact]
    public async Task Limits_and_fields_of_one_question_never_show_in_the_answer_to_another()
    {
        await RecordFamilyAsync();
        await _acme.RecordAsync(_acme.Execution("c1", 2, "failed", parent: "me", correlation: "c", at: 30) with { ErrorType = "broken", CostUsd = 1 });

        for (var again = 0; again < 2; again++)
        {
            (await _acme.LineageAsync("me", "limit=3&fields=core")).ShouldSatisfyAllConditions(l => l.All().Count().ShouldBe(3), l => l.Descendants[0].ErrorType.ShouldBeNull());
            (await _acme.LineageAsync("me", "limit=5&fields=error")).ShouldSatisfyAllConditions(l => l.All().Count().ShouldBe(5), l => l.Descendants[0].ErrorType.ShouldBe("broken"), l => l.Descendants[0].CostUsd.ShouldBeNull());
            (await _acme.LineageAsync("me", "depth=1")).All().ShouldBe(["parent", "c1", "c2", "c3", "s1", "s2"]);
            (await _acme.LineageAsync("me")).ShouldSatisfyAllConditions(l => l.All().Count().ShouldBe(10), l => l.Descendants[0].CostUsd.ShouldBe(1));
        }

        var cursor = (await _acme.LineageAsync("me", "limit=3&depth=2")).Cursor;
        (await _acme.LineageAsync("me", $"limit=1&depth=2&cursor={cursor}")).All().ShouldBe(["c2"]);
        foreach (var other in new[] { "depth=3", "depth=2&direction=down", "depth=2&kinds=retry", "depth=2&fields=core", "depth=2&as_of=2026-06-01T00:00:00Z" })
            (await _acme.RefusalAsync($"/executions/me/lineage?{other}&cursor={cursor}")).Detail.ShouldContain("cursor", customMessage: other);
        (await _acme.RefusalAsync($"/executions/c2/lineage?depth=2&cursor={cursor}")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_chain_of_thousands_of_retries_comes_whole()
    {
        await _acme.RecordAsync([.. Enumerable.Range(0, 3000).Select(i => _acme.Execution($"e{i:0000}", parent: i == 0 ? null : $"e{i - 1:0000}", correlation: "c", trigger: i == 0 ? "manual" : "retry", at: i))]);

        var down = await _acme.LineageAsync("e0000", "depth=10000&limit=10000&fields=core");
        var up = await _acme.LineageAsync("e2999", "depth=10000&limit=10000&fields=core");

        down.Descendants.Ids().ShouldBe(Enumerable.Range(1, 2999).Select(i => $"e{i:0000}"));
        up.Ancestors.Ids().ShouldBe(Enumerable.Range(0, 2999).Select(i => $"e{i:0000}"));
        down.Complete.ShouldBeTrue();
        down.Edges.ShouldAllBe(e => e.Kind == "retry");
    }

    private Task RecordFamilyAsync() => _acme.RecordAsync(
        _acme.Execution("root", correlation: "c", at: 0),
        _acme.Execution("parent", parent: "root", correlation: "c", at: 10),
        _acme.Execution("me", parent: "parent", correlation: "c", trigger: "child", at: 20),
        _acme.Execution("s2", parent: "parent", correlation: "c", at: 25),
        _acme.Execution("s1", parent: "parent", correlation: "c", at: 15),
        _acme.Execution("c3", parent: "me", correlation: "c", trigger: "repair", at: 31),
        _acme.Execution("c2", parent: "me", correlation: "c", trigger: "retry", at: 30),
        _acme.Execution("c1", parent: "me", correlation: "c", trigger: "agent", at: 30),
        _acme.Execution("g2", parent: "c2", correlation: "c", at: 41),
        _acme.Execution("g1", parent: "c2", correlation: "other", trigger: "retry", at: 40),
        _acme.Execution("far", parent: "g1", correlation: "third", at: 50));
}

using System.Net;
using IntentEngine.Lineage.Traversal;
using Shouldly;
using static IntentEngine.Lineage.SeedGraph;

namespace IntentEngine.Lineage.Executions;

/// <summary>What a question looks at: a direction, kinds of edges, a point in time.</summary>
public sealed class LineageSightTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public async Task Retries_and_repairs_are_edges_of_their_own_and_whoever_started_the_rest_they_are_children()
    {
        await _acme.RecordAsync(Facts(_acme));
        await _acme.RecordAsync(
            _acme.Execution("by-hand", parent: "exec_root", correlation: "corr_abc123", at: 40), _acme.Execution("by-clock", parent: "exec_root", correlation: "corr_abc123", trigger: "scheduled", at: 41),
            _acme.Execution("undone", parent: "exec_root", correlation: "corr_abc123", trigger: "compensation", at: 42));

        (await _acme.LineageAsync("exec_root")).Edges.ShouldBe(
        [
            new("exec_root", "exec_child1", "retry"), new("exec_root", "exec_child2", "repair"), new("exec_root", "by-hand", "child"), new("exec_root", "by-clock", "child"),
            new("exec_root", "undone", "compensation"), new("exec_child1", "exec_grandchild", "retry"),
        ]);
        (await _acme.LineageAsync("exec_root", "kinds=child")).All().ShouldBe(["by-hand", "by-clock"]);
    }

    [Theory]
    [InlineData("exec_root", "kinds=retry", "exec_child1 exec_grandchild")]
    [InlineData("exec_root", "kinds=repair", "exec_child2")]
    [InlineData("exec_root", "kinds=repair,retry", "exec_child1 exec_child2 exec_grandchild")]
    [InlineData("exec_root", "kinds=repair&kinds=retry", "exec_child1 exec_child2 exec_grandchild")]
    [InlineData("exec_root", "kinds=child", "")]
    [InlineData("exec_grandchild", "kinds=retry", "exec_root exec_child1")]
    [InlineData("exec_child2", "kinds=retry", "")]
    [InlineData("exec_child2", "kinds=repair", "exec_root")]
    [InlineData("exec_child1", "direction=up", "exec_root")]
    [InlineData("exec_child1", "direction=down", "exec_grandchild")]
    [InlineData("exec_child1", "direction=both", "exec_root exec_grandchild exec_child2")]
    public async Task Only_what_is_asked_for_is_followed(string id, string query, string expected)
    {
        await _acme.RecordAsync(Facts(_acme));

        var lineage = await _acme.LineageAsync(id, query);

        lineage.All().ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        lineage.Complete.ShouldBeTrue();
        lineage.Edges.ShouldAllBe(e => e.To == id || lineage.All().Contains(e.To));
    }

    [Fact]
    public async Task Another_kind_in_between_ends_the_walk()
    {
        await _acme.RecordAsync(
            _acme.Execution("a", correlation: "c"), _acme.Execution("b", parent: "a", correlation: "c", trigger: "retry", at: 1),
            _acme.Execution("c", parent: "b", correlation: "c", trigger: "child", at: 2), _acme.Execution("d", parent: "c", correlation: "c", trigger: "retry", at: 3));

        (await _acme.LineageAsync("a", "kinds=retry")).All().ShouldBe(["b"]);
        (await _acme.LineageAsync("d", "kinds=retry")).All().ShouldBe(["c"]);
    }

    [Fact]
    public async Task As_of_a_time_nothing_is_there_that_had_not_started_and_what_ended_later_is_running()
    {
        await _acme.RecordAsync([.. Facts(_acme).Select(f => f with { CompletedAt = f.StartedAt!.Value.AddSeconds(15), ErrorType = "broken", ErrorMessage = "no luck", CostUsd = 1 })]);

        var then = await _acme.LineageAsync("exec_root", "as_of=2026-01-01T00:00:20Z");

        then.Descendants.Ids().ShouldBe(["exec_child1", "exec_child2"]);
        then.Execution.ShouldSatisfyAllConditions(e => e.Status.ShouldBe("completed"), e => e.CompletedAt.ShouldNotBeNull(), e => e.CostUsd.ShouldBe(1));
        then.Descendants[0].ShouldSatisfyAllConditions(e => e.Status.ShouldBe("running"), e => e.CompletedAt.ShouldBeNull(), e => e.DurationMs.ShouldBeNull(), e => e.ErrorType.ShouldBeNull(), e => e.ErrorMessage.ShouldBeNull(), e => e.ErrorStep.ShouldBeNull(), e => e.CostUsd.ShouldBeNull());
        then.Complete.ShouldBeTrue();
        (await _acme.LineageAsync("exec_child1", "as_of=2026-01-01T00:00:15Z")).All().ShouldBe(["exec_root"]);
        (await _acme.RefusalAsync("/executions/exec_child2/lineage?as_of=2026-01-01T00:00:15Z")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _acme.LineageAsync("exec_root", "as_of=2026-06-01T00:00:00Z")).Descendants.Count.ShouldBe(3);
    }

    [Fact]
    public async Task As_of_a_time_a_parent_that_started_later_is_not_there_either()
    {
        await _acme.RecordAsync(_acme.Execution("top", correlation: "c"), _acme.Execution("late", parent: "top", correlation: "c", at: 50), _acme.Execution("early", parent: "late", correlation: "c", at: 5));

        (await _acme.LineageAsync("early", "as_of=2026-01-01T00:00:10Z")).All().ShouldBeEmpty();
        (await _acme.LineageAsync("early")).All().ShouldBe(["top", "late"]);
    }

    /// <summary>P12: ids that share long prefixes are told apart everywhere.</summary>
    [Fact]
    public async Task Version_7_ids_with_few_distinct_prefixes_are_not_confused()
    {
        var ids = Enumerable.Range(0, 16).Select(i => $"0190a1b2-c3d{i % 3}-7000-8000-{i:000000000000}").ToArray();
        ids.Select(id => id[..13]).Distinct().Count().ShouldBe(3);
        await _acme.RecordAsync([.. ids.Select((id, i) => _acme.Execution(id, parent: i == 0 ? null : ids[(i - 1) / 2], correlation: ids[0], at: i))]);

        foreach (var (id, i) in ids.Select((id, i) => (id, i)))
        {
            var lineage = await _acme.LineageAsync(id);
            lineage.Execution.ExecutionId.ShouldBe(id);
            lineage.Descendants.Ids().Take(2).ShouldBe(ids.Where((_, j) => j > 0 && (j - 1) / 2 == i));
        }

        (await _acme.PagesAsync(ids[0], 3)).SelectMany(p => p.All()).ShouldBe((await _acme.LineageAsync(ids[0])).All());
        (await _acme.RefusalAsync($"/executions/{ids[0][..13]}/lineage")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _acme.GetAsync<CorrelationChain>($"/executions/correlation/{ids[0]}")).TotalExecutions.ShouldBe(16);
    }

    [Fact]
    public async Task The_step_that_failed_is_told_or_is_what_failed()
    {
        await _acme.RecordAsync(
            _acme.Execution("told", status: "failed") with { ErrorType = "x", Data = System.Text.Json.JsonSerializer.SerializeToElement(new { error_step = "verify" }) },
            _acme.Execution("own", status: "failed") with { ErrorMessage = "no" }, _acme.Execution("well"));

        (await _acme.LineageAsync("told")).Execution.ErrorStep.ShouldBe("verify");
        (await _acme.LineageAsync("own")).Execution.ErrorStep.ShouldBe("test.step");
        (await _acme.LineageAsync("well")).Execution.ErrorStep.ShouldBeNull();
    }

    [Fact]
    public void Ids_are_ordered_as_the_database_orders_them()
    {
        string[] ordered = ["", "a", "aa", "b", "é", "\uFFFD", "\U0001F600"];

        ordered.Reverse().Order(Comparer<string>.Create(Utf8Order.Compare)).ShouldBe(ordered);
        ordered.Order(Comparer<string>.Create((one, other) => System.Text.Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(other)))).ShouldBe(ordered);
    }
}

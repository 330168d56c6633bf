using System.Net;
using Shouldly;
using static IntentEngine.Lineage.SeedGraph;

namespace IntentEngine.Lineage.Executions;

public sealed class PathByIdTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Theory]
    [InlineData("exec_grandchild", "exec_child2", "exec_root", "exec_grandchild exec_child1 exec_root exec_child2")]
    [InlineData("exec_root", "exec_grandchild", "exec_root", "exec_root exec_child1 exec_grandchild")]
    [InlineData("exec_grandchild", "exec_root", "exec_root", "exec_grandchild exec_child1 exec_root")]
    [InlineData("exec_child1", "exec_child1", "exec_child1", "exec_child1")]
    public async Task The_path_goes_over_the_nearest_common_ancestor(string from, string to, string common, string expected)
    {
        await _acme.RecordAsync(Facts(_acme));

        var path = await PathAsync(from, to);

        path.Executions.Ids().ShouldBe(expected.Split(' '));
        (path.Connected, path.CommonAncestorId, path.Complete).ShouldBe((true, common, true));
        path.Edges.Count.ShouldBe(path.Executions.Count - 1);
    }

    [Fact]
    public async Task Edges_say_why_and_always_lead_from_the_parent()
    {
        await _acme.RecordAsync(Facts(_acme));

        (await PathAsync("exec_grandchild", "exec_child2")).Edges.ShouldBe([new("exec_child1", "exec_grandchild", "retry"), new("exec_root", "exec_child1", "retry"), new("exec_root", "exec_child2", "repair")]);
    }

    [Fact]
    public async Task Executions_without_a_common_ancestor_are_not_connected()
    {
        await _acme.RecordAsync(_acme.Execution("a", correlation: "c"), _acme.Execution("b", correlation: "c"), _acme.Execution("c", parent: "nobody"));

        (await PathAsync("a", "b")).ShouldSatisfyAllConditions(p => p.Connected.ShouldBeFalse(), p => p.Executions.ShouldBeEmpty(), p => p.CommonAncestorId.ShouldBeNull());
        (await PathAsync("a", "c")).Connected.ShouldBeFalse();
    }

    [Fact]
    public async Task In_a_circle_there_is_a_path_and_it_ends()
    {
        await _acme.RecordAsync(_acme.Execution("a", parent: "c"), _acme.Execution("b", parent: "a"), _acme.Execution("c", parent: "b"));

        (await PathAsync("a", "b")).ShouldSatisfyAllConditions(p => p.Executions[0].ExecutionId.ShouldBe("a"), p => p.Executions[^1].ExecutionId.ShouldBe("b"), p => p.Executions.Ids().ShouldBeUnique());
    }

    [Fact]
    public async Task Long_lines_are_followed_to_their_end()
    {
        await _acme.RecordAsync([.. Enumerable.Range(0, 1200).Select(i => _acme.Execution($"e{i}", parent: i == 0 ? null : $"e{i - 1}", correlation: $"c{i % 7}", at: i))]);

        (await PathAsync("e1199", "e0")).Executions.Ids().ShouldBe(Enumerable.Range(0, 1200).Reverse().Select(i => $"e{i}"));
    }

    [Theory, InlineData("nobody", "exec_root"), InlineData("exec_root", "nobody")]
    public async Task An_unknown_end_is_not_found(string from, string to)
    {
        await _acme.RecordAsync(Facts(_acme));

        (await _acme.RefusalAsync($"/executions/{from}/path/{to}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task<ExecutionPath> PathAsync(string from, string to) => _acme.GetAsync<ExecutionPath>($"/api/executions/{from}/path/{to}");
}

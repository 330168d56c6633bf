using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace IntentEngine.Lineage.Traversal;

public sealed class BreadthFirstTests
{
    [Fact]
    public async Task Levels_come_one_after_the_other_each_in_order_of_time_and_id()
    {
        var walk = await Walk(new() { ["s"] = ["c", "a", "b"], ["a"] = ["z"], ["b"] = ["y"] }, at: id => id is "c" ? 1 : 2);

        walk.Nodes.Select(n => n.Id).ShouldBe(["c", "a", "b", "y", "z"]);
        walk.TruncatedBy.ShouldBeNull();
    }

    [Fact]
    public async Task A_circle_and_a_diamond_end_and_never_lead_back_to_the_start()
    {
        var walk = await Walk(new() { ["s"] = ["a", "b"], ["a"] = ["c"], ["b"] = ["c", "s"], ["c"] = ["a", "s", "c"] });

        walk.Nodes.Select(n => n.Id).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task Depth_is_reported_only_when_something_lies_beyond_it()
    {
        Dictionary<string, string[]> chain = new() { ["s"] = ["a"], ["a"] = ["b"] };

        (await Walk(chain, depth: 1)).ShouldSatisfyAllConditions(w => w.Nodes.Count.ShouldBe(1), w => w.TruncatedBy.ShouldBe(Limit.Depth));
        (await Walk(chain, depth: 2)).ShouldSatisfyAllConditions(w => w.Nodes.Count.ShouldBe(2), w => w.TruncatedBy.ShouldBeNull());
    }

    [Fact]
    public async Task The_number_of_nodes_is_reported_only_when_one_more_is_there()
    {
        Dictionary<string, string[]> fan = new() { ["s"] = ["c", "b", "a"] };

        (await Walk(fan, most: 2)).ShouldSatisfyAllConditions(w => w.Nodes.Select(n => n.Id).ShouldBe(["a", "b"]), w => w.TruncatedBy.ShouldBe(Limit.Nodes));
        (await Walk(fan, most: 3)).TruncatedBy.ShouldBeNull();
        (await Walk(fan, most: 0)).ShouldSatisfyAllConditions(w => w.Nodes.ShouldBeEmpty(), w => w.TruncatedBy.ShouldBe(Limit.Nodes));
    }

    /// <summary>P2: depth d gives exactly what is at most d steps away.</summary>
    [Fact]
    public void Depth_gives_exactly_what_is_that_near() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(
            (from edges in Gen.Choose(0, 9).Two().ListOf(14)
             from depth in Gen.Choose(1, 5)
             select (edges, depth)).ToArbitrary(),
            drawn =>
            {
                var children = drawn.edges.GroupBy(e => e.Item1).ToDictionary(g => $"{g.Key}", g => g.Select(e => $"{e.Item2}").ToArray());
                var found = Walk(children, drawn.depth, start: "0").GetAwaiter().GetResult().Nodes.Select(n => n.Id).Order();

                found.ShouldBe(Near(children, drawn.depth).Order());
            }));

    private static HashSet<string> Near(Dictionary<string, string[]> children, int depth)
    {
        HashSet<string> near = ["0"];
        for (var i = 0; i < depth; i++) near.UnionWith([.. near.SelectMany(id => children.GetValueOrDefault(id, []))]);
        near.Remove("0");
        return near;
    }

    private static Task<Walk> Walk(Dictionary<string, string[]> children, int depth = 20, int most = 100, Func<string, int>? at = null, string start = "s")
    {
        Node NodeOf(string id) => new(id, Organization.Moment(at?.Invoke(id) ?? 0));
        return BreadthFirst.FromAsync(NodeOf(start), depth, most,
            (level, _, _, _) => Task.FromResult<IReadOnlyList<Node>>([.. level.SelectMany(n => children.GetValueOrDefault(n.Id, [])).Select(NodeOf)]),
            CancellationToken.None);
    }
}

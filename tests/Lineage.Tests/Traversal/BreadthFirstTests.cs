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

        Ids(walk).ShouldBe(["c", "a", "b", "y", "z"]);
        walk.TruncatedBy.ShouldBeNull();
    }

    [Fact]
    public async Task A_circle_and_a_diamond_end_and_never_lead_back_to_the_start()
    {
        var walk = await Walk(new() { ["s"] = ["a", "b"], ["a"] = ["c"], ["b"] = ["c", "s"], ["c"] = ["a", "s", "c"] });

        Ids(walk).ShouldBe(["a", "b", "c"]);
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

        (await Walk(fan, most: 2)).ShouldSatisfyAllConditions(w => Ids(w).ShouldBe(["a", "b"]), w => w.TruncatedBy.ShouldBe(Limit.Nodes));
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
                var found = Walk(children, drawn.depth, start: "0").GetAwaiter().GetResult().Nodes.Select(n => n.Node.Id).Order();

                found.ShouldBe(Near(children, drawn.depth).Order());
            }));

    private static HashSet<string> Near(Dictionary<string, string[]> children, int depth)
    {
        HashSet<string> near = ["0"];
        for (var i = 0; i < depth; i++) near.UnionWith([.. near.SelectMany(id => children.GetValueOrDefault(id, []))]);
        near.Remove("0");
        return near;
    }

    /// <summary>P1: pages put together are the walk, whatever their size.</summary>
    [Fact]
    public void Pages_put_together_are_the_whole_walk_once() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(
            (from edges in Gen.Choose(0, 12).Two().ListOf(20)
             from depth in Gen.Choose(1, 6)
             from size in Gen.Choose(1, 5)
             select (edges, depth, size)).ToArbitrary(),
            drawn =>
            {
                var children = drawn.edges.GroupBy(e => e.Item1).ToDictionary(g => $"{g.Key}", g => g.Select(e => $"{e.Item2}").ToArray());
                int At(string id) => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture) % 3;
                var whole = Walk(children, drawn.depth, 100, At, "0").GetAwaiter().GetResult();

                var pages = new List<PlacedNode>();
                Walk page;
                do
                {
                    var after = pages.Count == 0 ? null : new Position(Part.Below, pages[^1].Depth, pages[^1].Node.At, pages[^1].Node.Id);
                    page = Walk(children, drawn.depth, drawn.size, At, "0", after).GetAwaiter().GetResult();
                    page.Nodes.Count.ShouldBeLessThanOrEqualTo(drawn.size);
                    pages.AddRange(page.Nodes);
                }
                while (page.TruncatedBy == Limit.Nodes);

                pages.ShouldBe(whole.Nodes);
                page.TruncatedBy.ShouldBe(whole.TruncatedBy);
            }));

    [Fact]
    public async Task A_page_that_ends_within_a_level_tells_whose_children_are_missing_and_from_where_on()
    {
        var walk = await Walk(new() { ["s"] = ["a", "b"], ["a"] = ["c"], ["b"] = ["d", "e"] }, most: 3);

        walk.Unfinished.Select(n => n.Id).ShouldBe(["a", "b"]);
        walk.Until.ShouldNotBeNull().ShouldSatisfyAllConditions(u => u.Depth.ShouldBe(2), u => u.Id.ShouldBe("c"));
    }

    [Fact]
    public async Task A_walk_that_has_looked_at_too_much_gives_up_and_says_so()
    {
        Dictionary<string, string[]> chain = Enumerable.Range(0, 50).ToDictionary(i => $"{i}", i => new[] { $"{i + 1}" });

        var walk = await BreadthFirst.FromAsync(new Node("0", default), 100, null, 100, Along(chain, id => new Node(id, default)), CancellationToken.None, budget: 10);

        walk.ShouldSatisfyAllConditions(w => w.TruncatedBy.ShouldBe(Limit.Nodes), w => w.IsExhausted.ShouldBeTrue(), w => w.Nodes.Count.ShouldBeInRange(9, 11));
    }

    private static IEnumerable<string> Ids(Walk walk) => walk.Nodes.Select(placed => placed.Node.Id);

    private static Task<Walk> Walk(Dictionary<string, string[]> children, int depth = 20, int most = 100, Func<string, int>? at = null, string start = "s", Position? after = null)
    {
        Node NodeOf(string id) => new(id, Organization.Moment(at?.Invoke(id) ?? 0));
        return BreadthFirst.FromAsync(NodeOf(start), depth, after, most, Along(children, NodeOf), CancellationToken.None);
    }

    private static BreadthFirst.Expand Along(Dictionary<string, string[]> children, Func<string, Node> nodeOf) =>
        (level, _, _, _, _) => ValueTask.FromResult<IReadOnlyList<Node>>([.. level.SelectMany(n => children.GetValueOrDefault(n.Id, [])).Select(nodeOf)]);
}

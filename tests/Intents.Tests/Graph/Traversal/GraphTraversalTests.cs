using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Edges;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Traversal;

public sealed class GraphTraversalTests
{
    private static async Task ForEachIntent(RandomGraphs.Sample sample, Func<InMemoryGraph, Naive, string, Task> check)
    {
        var graph = new InMemoryGraph();
        await graph.Plant(sample.Intents, sample.Edges);
        foreach (var id in sample.Ids) await check(graph, new Naive(sample), id);
    }

    private static HashSet<string> Ids(Outcome<GraphPart> outcome)
    {
        var part = outcome.Value!;
        part.Truncated.ShouldBeFalse();
        var ids = part.Intents.Select(i => i.IntentId).ToList();
        ids.ShouldBeUnique();
        return [.. ids];
    }

    private static void Holds(Func<InMemoryGraph, Naive, string, Task> check) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(RandomGraphs.Any(), sample => ForEachIntent(sample, check).GetAwaiter().GetResult()));

    [Fact]
    public void Neighbours_are_what_the_definitions_say() => Holds(async (graph, naive, id) =>
    {
        foreach (var (direction, expected) in new[] { (Direction.Parents, naive.Parents(id)), (Direction.Children, naive.Children(id)), (Direction.Dependents, naive.Dependents(id)), (Direction.Subgoals, naive.Subgoals(id)), (Direction.Any, naive.Related(id)) })
            Ids(await graph.Traversal.Neighbours(graph.Id, id, direction, 1000, default)).ShouldBe(expected, ignoreOrder: true);
        foreach (var type in Enum.GetValues<EdgeType>())
            Ids(await graph.Traversal.Neighbours(graph.Id, id, Direction.Of(type), 1000, default)).ShouldBe(naive.ByType(id, type), ignoreOrder: true);
        Ids(await graph.Traversal.StronglyConnected(graph.Id, id, 1000, default)).ShouldBe(naive.StronglyConnected(id), ignoreOrder: true);
    });

    [Fact]
    public void The_hierarchy_is_all_above_and_all_below() => Holds(async (graph, naive, id) =>
    {
        var part = (await graph.Traversal.Hierarchy(graph.Id, id, 1000, default)).Value!;
        part.Intents.Select(i => i.IntentId).ShouldBe(naive.Hierarchy(id), ignoreOrder: true);
        part.Intents[0].IntentId.ShouldBe(id);
    });

    [Fact]
    public void Within_a_depth_is_what_is_that_near() => Holds(async (graph, naive, id) =>
    {
        for (var depth = 0; depth <= 3; depth++)
        {
            var near = Ids(await graph.Traversal.Within(graph.Id, id, Direction.Any, depth, 1000, default));
            foreach (var intent in (await graph.Store.ExportAsync(graph.Id, default)).Intents.Where(i => i.IntentId != id))
                near.Contains(intent.IntentId).ShouldBe(naive.Distance(id, intent.IntentId) <= depth, $"{id} to {intent.IntentId} within {depth}");
        }
    });

    [Fact]
    public void A_path_is_as_short_as_can_be_and_every_step_is_an_edge() => Holds(async (graph, naive, id) =>
    {
        foreach (var to in (await graph.Store.ExportAsync(graph.Id, default)).Intents.Select(i => i.IntentId))
        {
            var path = (await graph.Traversal.Path(graph.Id, id, to, 100, default)).Value!;
            path.Found.ShouldBe(naive.Distance(id, to) is not null);
            if (!path.Found) continue;
            path.Edges.Count.ShouldBe(naive.Distance(id, to)!.Value);
            path.Path.Count.ShouldBe(path.Edges.Count + 1);
            (path.Path[0], path.Path[^1]).ShouldBe((id, to));
            for (var step = 0; step < path.Edges.Count; step++) path.Edges[step].OtherEnd(path.Path[step]).ShouldBe(path.Path[step + 1]);
        }
    });

    [Fact]
    public void A_walk_visits_no_more_than_it_may_and_says_so() => Holds(async (graph, naive, id) =>
    {
        var all = Naive.Closure(id, naive.Related);
        all.Remove(id);
        var part = (await graph.Traversal.Within(graph.Id, id, Direction.Any, 100, 3, default)).Value!;

        part.Intents.Count.ShouldBe(Math.Min(3, all.Count));
        part.Truncated.ShouldBe(all.Count > 3);
        var kept = part.Intents.Select(i => i.IntentId).Append(id).ToHashSet();
        part.Edges.ShouldAllBe(e => kept.Contains(e.From) && kept.Contains(e.To));
    });

    [Fact]
    public async Task Heavy_edges_come_first_and_unweighted_ones_not_at_all()
    {
        var graph = new InMemoryGraph();
        await graph.Plant([.. "abcd".Select(c => GraphSample.Intent($"{c}"))],
            GraphSample.Edge("a", "b", weight: 0.7), GraphSample.Edge("c", "a", EdgeType.Enables, 0.9), GraphSample.Edge("a", "d", EdgeType.RelatedTo), GraphSample.Edge("a", "d", EdgeType.Enables, 0.69));

        (await graph.Traversal.HighWeight(graph.Id, "a", 0.7, 10, default)).Value!.Intents.Select(i => i.IntentId).ShouldBe(["c", "b"]);
    }

    [Theory]
    [InlineData("a", "b", 0.3)]
    [InlineData("b", "a", 0.3)]
    [InlineData("a", "c", 1.0)]
    [InlineData("b", "c", 0.0)]
    public async Task Strength_is_the_first_edges_weight(string from, string to, double strength)
    {
        var graph = new InMemoryGraph();
        await graph.Plant([.. "abc".Select(c => GraphSample.Intent($"{c}"))], GraphSample.Edge("a", "b", weight: 0.3), GraphSample.Edge("a", "b", EdgeType.Enables, 0.8), GraphSample.Edge("c", "a", EdgeType.Blocks));

        (await graph.Traversal.Strength(graph.Id, from, to, default)).Value.ShouldBe(strength);
    }

    [Fact]
    public async Task An_unknown_start_is_named()
    {
        var graph = new InMemoryGraph();
        await graph.Plant([GraphSample.Intent("a")]);

        (await graph.Traversal.Hierarchy(graph.Id, "x", 10, default)).Refusal!.Message.ShouldBe("Intent x not found");
        (await graph.Traversal.Path(graph.Id, "a", "x", 10, default)).Refusal!.Status.ShouldBe(404);
    }
}

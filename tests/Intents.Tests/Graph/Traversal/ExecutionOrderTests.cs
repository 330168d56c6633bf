using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Traversal;

public sealed class ExecutionOrderTests
{
    [Fact]
    public void Nothing_comes_before_what_it_depends_on() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(RandomGraphs.Any(), sample =>
    {
        var order = ExecutionOrder.Of([.. sample.Intents], [.. sample.Edges]).Select(i => i.IntentId).ToList();
        order.ShouldBe(sample.Ids, ignoreOrder: true);
        foreach (var edge in sample.Edges.Where(e => e.EdgeType == EdgeType.DependsOn)) order.IndexOf(edge.To).ShouldBeLessThan(order.IndexOf(edge.From));
    }));

    [Fact]
    public void A_dependency_over_somebody_elses_intent_counts() =>
        ExecutionOrder.Of([GraphSample.Intent("late", 0, priority: 9), GraphSample.Intent("early", 1)], [GraphSample.Edge("late", "between"), GraphSample.Edge("between", "early")])
            .Select(i => i.IntentId).ShouldBe(["early", "late"]);

    [Fact]
    public void Of_equals_the_more_important_comes_first_then_the_older() =>
        ExecutionOrder.Of([GraphSample.Intent("new", 2), GraphSample.Intent("old", 1), GraphSample.Intent("important", 3, priority: 1)], []).Select(i => i.IntentId).ShouldBe(["important", "old", "new"]);

    [Fact]
    public async Task The_subgoals_of_an_intent_are_read_in_their_order()
    {
        var graph = new InMemoryGraph();
        await graph.Plant([.. new[] { "root", "build", "test", "ship" }.Select((id, n) => GraphSample.Intent(id, n))],
            GraphSample.Edge("ship", "root", EdgeType.IsSubgoalOf), GraphSample.Edge("build", "root", EdgeType.IsSubgoalOf), GraphSample.Edge("test", "root", EdgeType.IsSubgoalOf),
            GraphSample.Edge("build", "ship"), GraphSample.Edge("ship", "test"));

        (await new SubgoalOrder(graph.Store, graph.Walk).Of(graph.Id, "root", default)).Value!.Intents.Select(i => i.IntentId).ShouldBe(["test", "ship", "build"]);
    }
}

using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Subgraphs;

public sealed class SubgraphTests
{
    private static async Task<InMemoryGraph> ThreeGenerations()
    {
        var graph = new InMemoryGraph();
        await graph.Create("root");
        await graph.Create("parent", parent: "root");
        await graph.Create("child", parent: "parent");
        return graph;
    }

    // The origin's first named test (ISSUE_2): root, parent and child survive, and the root has one child.
    [Fact]
    public async Task Root_parent_and_child_are_restored_into_an_empty_graph()
    {
        var source = await ThreeGenerations();
        var file = (await source.Subgraphs.FromRoot(source.Id, "root", default)).Value!;
        var target = new InMemoryGraph();

        (await target.Restore.Merge(target.Request, file, default)).Value.ShouldBe(new SubgraphRestore.Result(3, 0, 2));

        (await target.Store.ExportAsync(target.Id, default)).Intents.Count.ShouldBe(3);
        (await target.Traversal.Neighbours(target.Id, "root", IntentEngine.Intents.Graph.Traversal.Direction.Children, 10, default)).Value!.Intents.ShouldHaveSingleItem().IntentId.ShouldBe("parent");
        (await target.Get("child")).ShouldSatisfyAllConditions(i => i.ParentIntent.ShouldBe("parent"), i => i.CreatedAt.ShouldBe(file.Intents["child"].CreatedAt));
    }

    // The second: from the child up.
    [Fact]
    public async Task From_a_child_come_its_parent_and_the_root()
    {
        var graph = await ThreeGenerations();
        await graph.Create("sibling", parent: "root");

        var file = (await graph.Subgraphs.FromChild(graph.Id, "child", default)).Value!;

        file.Intents.Keys.ShouldBe(["child", "parent", "root"], ignoreOrder: true);
        file.Edges.Select(e => (e.From, e.To)).ShouldBe([("child", "parent"), ("parent", "root")]);
    }

    // The third: edges of all types are kept.
    [Fact]
    public async Task Neighbours_over_other_edges_come_along_but_not_theirs()
    {
        var graph = await ThreeGenerations();
        await graph.Plant([GraphSample.Intent("near"), GraphSample.Intent("far"), GraphSample.Intent("above")],
            GraphSample.Edge("child", "near", EdgeType.RelatedTo, 0.5), GraphSample.Edge("near", "far"), GraphSample.Edge("near", "root", EdgeType.Enables), GraphSample.Edge("root", "above", EdgeType.IsSubgoalOf));

        var file = (await graph.Subgraphs.FromRoot(graph.Id, "root", default)).Value!;

        file.Intents.Keys.ShouldBe(["root", "parent", "child", "near"], ignoreOrder: true);
        file.Edges.Select(e => e.EdgeType).ShouldBe([EdgeType.IsSubgoalOf, EdgeType.IsSubgoalOf, EdgeType.RelatedTo, EdgeType.Enables], ignoreOrder: true);
        (file.Version, file.RootIntentId).ShouldBe(("1.0", "root"));
    }

    [Fact]
    public void A_subgraph_is_closed_and_restores_to_itself() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(RandomGraphs.Any(), sample => Closed(sample).GetAwaiter().GetResult()));

    private static async Task Closed(RandomGraphs.Sample sample)
    {
        var source = new InMemoryGraph();
        await source.Plant(sample.Intents, sample.Edges);
        foreach (var root in sample.Ids)
        {
            var file = (await source.Subgraphs.FromRoot(source.Id, root, default)).Value!;
            file.Edges.ShouldAllBe(e => file.Intents.ContainsKey(e.From) && file.Intents.ContainsKey(e.To));
            SubgraphRules.Check(file).ShouldBeNull();
            var target = new InMemoryGraph();
            (await target.Restore.Merge(target.Request, file, default)).Refusal.ShouldBeNull();
            var restored = (await target.Subgraphs.FromRoot(target.Id, root, default)).Value!;
            restored.Intents.Keys.ShouldBe(file.Intents.Keys, ignoreOrder: true);
            restored.Edges.Select(e => (e.From, e.To, e.EdgeType, e.Weight)).ShouldBe(file.Edges.Select(e => (e.From, e.To, e.EdgeType, e.Weight)), ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Merging_changes_nothing_but_what_the_file_names()
    {
        var source = await ThreeGenerations();
        var file = (await source.Subgraphs.FromRoot(source.Id, "root", default)).Value!;
        var target = new InMemoryGraph();
        await target.Plant([GraphSample.Intent("other"), GraphSample.Intent("child", status: GraphStatus.Suspended)], GraphSample.Edge("other", "child"));

        (await target.Restore.Merge(target.Request, file, default)).Value.ShouldBe(new SubgraphRestore.Result(2, 1, 2));

        (await target.Get("other")).ShouldSatisfyAllConditions(i => i.Version.ShouldBe(1));
        (await target.Get("child")).ShouldSatisfyAllConditions(i => i.Status.ShouldBe(GraphStatus.Active), i => i.Version.ShouldBe(2));
        (await target.AllEdges()).Count.ShouldBe(3);
        (await target.Store.HistoryAsync(target.Id, "child", default))[^1].ShouldSatisfyAllConditions(l => l.Action.ShouldBe("IntentRestored"), l => l.From.ShouldBe(GraphStatus.Suspended));
    }

    [Fact]
    public async Task A_root_whose_parent_is_not_in_the_file_has_none_where_the_parent_is_unknown()
    {
        var source = await ThreeGenerations();
        var file = (await source.Subgraphs.FromRoot(source.Id, "parent", default)).Value!;
        var target = new InMemoryGraph();

        await target.Restore.Merge(target.Request, file, default);

        (await target.Get("parent")).ParentIntent.ShouldBeNull();
        (await source.Restore.Merge(source.Request, file, default)).Refusal.ShouldBeNull();
        (await source.Get("parent")).ParentIntent.ShouldBe("root");
    }

    [Fact]
    public async Task What_does_not_hold_together_is_refused_whole()
    {
        var graph = await ThreeGenerations();
        var file = (await graph.Subgraphs.FromRoot(graph.Id, "root", default)).Value!;
        var untouched = await graph.Fingerprint();
        var wrong = new Dictionary<string, SubgraphFile>
        {
            ["version 1.x"] = file with { Version = "2.0" },
            ["root_intent_id"] = file with { RootIntentId = "nobody" },
            ["both ends"] = file with { Edges = [GraphSample.Edge("root", "nobody")] },
            ["itself"] = file with { Edges = [GraphSample.Edge("root", "root")] },
            ["weight"] = file with { Edges = [GraphSample.Edge("root", "child", EdgeType.RelatedTo, 1.5)] },
            ["to have that intent_id"] = file with { Intents = new Dictionary<string, StorableIntent>(file.Intents) { ["root"] = GraphSample.Intent("else") } },
            ["NUL"] = file with { Intents = new Dictionary<string, StorableIntent>(file.Intents) { ["root"] = GraphSample.Intent("root", goal: "a\0b") } },
        };

        foreach (var (message, subgraph) in wrong)
            (await graph.Restore.Merge(graph.Request, subgraph, default)).Refusal.ShouldSatisfyAllConditions(r => r!.Status.ShouldBe(422), r => r!.Message.ShouldContain(message));
        (await graph.Restore.Merge(graph.Request, file with { Edges = [.. file.Edges, GraphSample.Edge("root", "child")] }, default)).Refusal!.Status.ShouldBe(409);
        (await graph.Fingerprint()).ShouldBe(untouched);
    }

    [Fact]
    public async Task A_missing_start_is_named()
    {
        var graph = new InMemoryGraph();

        (await graph.Subgraphs.FromRoot(graph.Id, "x", default)).Refusal!.Message.ShouldBe("Root intent x not found");
        (await graph.Subgraphs.FromChild(graph.Id, "x", default)).Refusal!.Message.ShouldBe("Child intent x not found");
    }
}

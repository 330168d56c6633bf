using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Edges;

public sealed class EdgeChangesTests
{
    private readonly InMemoryGraph _graph = new();

    [Fact]
    public async Task The_same_edge_again_gets_the_new_weight_and_metadata()
    {
        await _graph.Plant([GraphSample.Intent("a"), GraphSample.Intent("b")]);

        (await _graph.Edges.Put(_graph.Request, GraphSample.Edge("a", "b", weight: 0.2), default)).Value.ShouldBeTrue();
        (await _graph.Edges.Put(_graph.Request, GraphSample.Edge("a", "b", weight: 0.9), default)).Value.ShouldBeFalse();

        (await _graph.AllEdges()).ShouldHaveSingleItem().Weight.ShouldBe(0.9);
        Kinds().ShouldBe([typeof(GraphRelationshipCreated), typeof(GraphRelationshipModified)]);

        IEnumerable<Type> Kinds() => _graph.Facts.All.Select(f => f.GetType());
    }

    [Theory]
    [InlineData("a", "nobody")]
    [InlineData("nobody", "a")]
    public async Task Both_ends_must_be_there(string from, string to)
    {
        await _graph.Plant([GraphSample.Intent("a")]);

        (await _graph.Edges.Put(_graph.Request, GraphSample.Edge(from, to), default)).Refusal.ShouldSatisfyAllConditions(r => r!.Status.ShouldBe(404), r => r!.Message.ShouldBe("Intent nobody not found"));
    }

    [Fact]
    public async Task A_cycle_over_dependencies_and_subgoals_is_refused()
    {
        await _graph.Plant([GraphSample.Intent("a"), GraphSample.Intent("b"), GraphSample.Intent("c")], GraphSample.Edge("a", "b"), GraphSample.Edge("b", "c", EdgeType.IsSubgoalOf));
        var untouched = await _graph.Fingerprint();

        (await _graph.Edges.Put(_graph.Request, GraphSample.Edge("c", "a"), default)).Refusal.ShouldSatisfyAllConditions(r => r!.Status.ShouldBe(409), r => r!.Message.ShouldContain("c -> a"));

        (await _graph.Fingerprint()).ShouldBe(untouched);
        (await _graph.Edges.Put(_graph.Request, GraphSample.Edge("c", "a", EdgeType.RelatedTo), default)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task The_parent_follows_the_edge()
    {
        await _graph.Plant([GraphSample.Intent("child"), GraphSample.Intent("p1"), GraphSample.Intent("p2")]);
        var (first, second) = (GraphSample.Edge("child", "p1", EdgeType.IsSubgoalOf), GraphSample.Edge("child", "p2", EdgeType.IsSubgoalOf));

        await _graph.Edges.Put(_graph.Request, first, default);
        (await _graph.Get("child")).ParentIntent.ShouldBe("p1");
        await _graph.Edges.Put(_graph.Request, second, default);
        (await _graph.Get("child")).ParentIntent.ShouldBe("p1");
        await _graph.Edges.Remove(_graph.Request, "child", "p1", EdgeType.IsSubgoalOf, default);
        (await _graph.Get("child")).ParentIntent.ShouldBe("p2");
        await _graph.Edges.Remove(_graph.Request, "child", "p2", EdgeType.IsSubgoalOf, default);
        (await _graph.Get("child")).ParentIntent.ShouldBeNull();
    }

    [Fact]
    public async Task The_edge_follows_the_parent()
    {
        await _graph.Create("p1");
        await _graph.Create("p2");
        var child = await _graph.Create("child", parent: "p1");
        (await _graph.AllEdges()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.From.ShouldBe("child"), e => e.To.ShouldBe("p1"), e => e.EdgeType.ShouldBe(EdgeType.IsSubgoalOf));

        await _graph.Editing.Update(_graph.Request with { ExpectedVersion = child.Version }, "child", new() { Goal = "Do it", ParentIntent = "p2" }, default);
        (await _graph.AllEdges()).ShouldHaveSingleItem().To.ShouldBe("p2");
        await _graph.Editing.Update(_graph.Request, "child", new() { Goal = "Do it" }, default);
        (await _graph.AllEdges()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_others_need_is_not_deleted()
    {
        await _graph.Plant([GraphSample.Intent("a"), GraphSample.Intent("b"), GraphSample.Intent("c")], GraphSample.Edge("a", "b"), GraphSample.Edge("c", "b", EdgeType.RelatedTo));

        (await _graph.Editing.Delete(_graph.Request, "b", default)).Refusal.ShouldSatisfyAllConditions(r => r!.Status.ShouldBe(409), r => r!.Message.ShouldContain("'a'"), r => r!.Message.ShouldNotContain("'c'"));

        (await _graph.Editing.Delete(_graph.Request, "a", default)).Refusal.ShouldBeNull();
        (await _graph.Editing.Delete(_graph.Request, "b", default)).Refusal.ShouldBeNull();
        (await _graph.AllEdges()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_id_that_was_deleted_goes_on_counting()
    {
        await _graph.Create("a");
        await _graph.Editing.Delete(_graph.Request, "a", default);

        (await _graph.Create("a")).Version.ShouldBe(3);

        (await _graph.Store.HistoryAsync(_graph.Id, "a", default)).Select(l => (l.Version, l.Action)).ShouldBe([(1, "IntentCreated"), (2, "IntentDeleted"), (3, "IntentCreated")]);
    }
}

using IntentEngine.Intents.Graph.Model;
using static IntentEngine.Intents.Graph.Storage.GraphSample;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>Part of the suite: edges: one of a kind, between intents that are there, and no cycles.</summary>
public abstract partial class GraphStoreConformance
{
    [Fact]
    public async Task An_edge_is_one_per_pair_and_type_and_takes_the_newest_weight()
    {
        await Commit(Creates(Intent("a"), Intent("b")) with { Edges = [Edge("a", "b", weight: 0.5), Edge("a", "b", EdgeType.Enables), Edge("b", "a", EdgeType.Enables)] });
        await Commit(new GraphChanges { Edges = [Edge("a", "b", weight: 0.75)] });

        (await Edges("a")).ShouldBe(["a depends_on b", "a enables b", "b enables a"]);
        (await Store.EdgesOfAsync(Organization, ["a"], Cancel))[0].Weight.ShouldBe(0.75);
        await Commit(new GraphChanges { RemovedEdges = [Edge("a", "b"), Edge("a", "b", EdgeType.Blocks)] });
        (await Edges("b")).ShouldBe(["a enables b", "b enables a"]);
    }

    [Fact]
    public async Task An_edge_needs_both_its_ends()
    {
        await Commit(Creates(Intent("a")));
        (await Refused(new GraphChanges { Edges = [Edge("a", "absent", EdgeType.RelatedTo)] })).ShouldBe((GraphConflict.Missing, "absent"));
        (await Refused(new GraphChanges { Edges = [Edge("absent", "a", EdgeType.RelatedTo)] })).ShouldBe((GraphConflict.Missing, "absent"));
        (await Refused(new GraphChanges { Edges = [Edge("a", "a", EdgeType.RelatedTo)] })).ShouldBe((GraphConflict.Cycle, "a -> a"));
        await Commit(Creates(Intent("b")) with { Edges = [Edge("b", "a")] });
        (await Edges("a")).ShouldBe(["b depends_on a"]);
    }

    [Theory]
    [InlineData(nameof(EdgeType.DependsOn), nameof(EdgeType.DependsOn))]
    [InlineData(nameof(EdgeType.IsSubgoalOf), nameof(EdgeType.DependsOn))]
    [InlineData(nameof(EdgeType.DependsOn), nameof(EdgeType.IsSubgoalOf))]
    public async Task No_edge_closes_a_cycle_over_depends_on_and_is_subgoal_of(string oneType, string otherType)
    {
        var (first, second) = (Enum.Parse<EdgeType>(oneType), Enum.Parse<EdgeType>(otherType));
        await Commit(Creates(Intent("a"), Intent("b"), Intent("c"), Intent("d")) with { Edges = [Edge("a", "b", first), Edge("b", "c", second), Edge("d", "a", first)] });

        (await Refused(new GraphChanges { Edges = [Edge("c", "a", first)] })).ShouldBe((GraphConflict.Cycle, "c -> a"));
        (await Refused(new GraphChanges { Edges = [Edge("c", "d", second)] })).ShouldBe((GraphConflict.Cycle, "c -> d"));
        (await Refused(new GraphChanges { Creates = [Intent("e")], Edges = [Edge("c", "e", first), Edge("e", "a", second)] })).Conflict.ShouldBe(GraphConflict.Cycle);
        await Commit(new GraphChanges { Edges = [Edge("c", "a", EdgeType.RelatedTo), Edge("c", "a", EdgeType.ConflictsWith), Edge("a", "c", first)] });
        await Commit(new GraphChanges { RemovedEdges = [Edge("a", "b", first), Edge("a", "c", first)], Edges = [Edge("c", "a", second)] });
    }

    [Fact]
    public async Task Cycles_are_found_over_long_ways_too()
    {
        StorableIntent[] Chain(string name) => [.. Enumerable.Range(0, LongWay).Select(i => Intent($"{name}{i}"))];
        IntentEdge[] Steps(string name) => [.. Enumerable.Range(1, LongWay - 1).Select(i => Edge($"{name}{i - 1}", $"{name}{i}"))];
        await Store.ReplaceAsync(Organization, new GraphContent([.. Chain("a"), .. Chain("b")], [.. Steps("a"), .. Steps("b")]), new GraphChanges(), Cancel);

        (await Refused(new GraphChanges { Edges = [Edge($"a{LongWay - 1}", "a0")] })).Conflict.ShouldBe(GraphConflict.Cycle);
        await Commit(new GraphChanges { Edges = [Edge($"b{LongWay / 2}", $"a{LongWay / 2}")] });
        (await Refused(new GraphChanges { Edges = [Edge($"a{LongWay - 1}", "b0", EdgeType.IsSubgoalOf)] })).Conflict.ShouldBe(GraphConflict.Cycle);
    }

    [Fact]
    public async Task Writers_that_meet_cannot_close_a_cycle_together()
    {
        string[] ids = ["a", "b", "c", "d"];
        await Commit(Creates([.. ids.Select(id => Intent(id))]));
        var outcomes = await Task.WhenAll(ids.Select((id, i) => Task.Run(async () =>
        {
            try
            {
                await Commit(new GraphChanges { Edges = [Edge(id, ids[(i + 1) % ids.Length])] });
                return true;
            }
            catch (GraphConflictException refused) when (refused.Conflict == GraphConflict.Cycle)
            {
                return false;
            }
        }, Cancel)));

        outcomes.Count(done => done).ShouldBe(3);
    }
}

using IntentEngine.Intents.Graph.Lifecycle;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Edges;

public sealed class ConflictInferenceTests
{
    private static StorableIntent Costing(string id, string cost) => GraphSample.Intent(id) with { Constraints = new Dictionary<string, string> { ["max_cost"] = cost } };

    [Fact]
    public async Task Cheap_intents_conflict_once()
    {
        var graph = new InMemoryGraph(new GraphSettings { InferConflicts = true });
        await graph.Plant([Costing("a", "5"), Costing("b", "9.99"), Costing("c", "10"), Costing("d", "(< cost 3)"), Costing("e", "1")], GraphSample.Edge("e", "a", EdgeType.ConflictsWith));
        var inference = new ConflictInference(graph.Writer, graph.Store, graph.Settings);

        var added = (await inference.Infer(graph.Request, _ => null, default)).Value!;

        added.Select(e => (e.From, e.To)).ShouldBe([("a", "b"), ("b", "e")]);
        (await inference.Infer(graph.Request, _ => null, default)).Value!.ShouldBeEmpty();
        (await graph.AllEdges()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task It_is_off_unless_it_is_switched_on()
    {
        var graph = new InMemoryGraph();
        await graph.Plant([Costing("a", "5"), Costing("b", "5")]);

        (await new ConflictInference(graph.Writer, graph.Store, graph.Settings).Infer(graph.Request, _ => null, default)).Refusal!.Message.ShouldContain("InferConflicts");

        (await graph.AllEdges()).ShouldBeEmpty();
    }
}

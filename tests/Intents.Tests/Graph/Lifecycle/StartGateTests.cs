using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Lifecycle;

public sealed class StartGateTests
{
    private readonly InMemoryGraph _graph = new();

    [Theory]
    [InlineData(GraphStatus.Executing)]
    [InlineData(GraphStatus.Completed)]
    public async Task An_intent_waits_for_all_that_it_depends_on(object after)
    {
        var to = (GraphStatus)after;
        await _graph.Plant([GraphSample.Intent("a"), GraphSample.Intent("b"), GraphSample.Intent("c", status: GraphStatus.Completed)], GraphSample.Edge("a", "b"), GraphSample.Edge("a", "c"));
        var untouched = await _graph.Fingerprint();

        var refusal = (await _graph.Go("a", to)).Refusal!;

        refusal.Status.ShouldBe(423);
        refusal.Message.ShouldContain("'b' (active)");
        refusal.Message.ShouldNotContain("'c'");
        refusal.Details!["gate"].ShouldBe("dependencies");
        (await _graph.Fingerprint()).ShouldBe(untouched);

        await _graph.Go("b", GraphStatus.Completed);
        (await _graph.Go("a", to)).Refusal.ShouldBeNull();
    }

    [Theory]
    [InlineData(GraphStatus.Active, false)]
    [InlineData(GraphStatus.Executing, false)]
    [InlineData(GraphStatus.Suspended, true)]
    [InlineData(GraphStatus.Completed, true)]
    [InlineData(GraphStatus.Failed, true)]
    [InlineData(GraphStatus.Archived, true)]
    public async Task What_is_under_way_blocks(object blocker, bool open)
    {
        await _graph.Plant([GraphSample.Intent("a"), GraphSample.Intent("b", status: (GraphStatus)blocker)], GraphSample.Edge("b", "a", EdgeType.Blocks));

        var outcome = await _graph.Go("a", GraphStatus.Executing);

        (outcome.Refusal is null).ShouldBe(open);
        if (!open) outcome.Refusal!.Details!["gate"].ShouldBe("blocks");
    }

    [Fact]
    public async Task What_was_archived_when_it_was_completed_stays_achieved()
    {
        await _graph.Plant([GraphSample.Intent("a"), GraphSample.Intent("done"), GraphSample.Intent("dropped")], GraphSample.Edge("a", "done"), GraphSample.Edge("a", "dropped"));
        await _graph.Go("done", GraphStatus.Completed);
        await _graph.Go("done", GraphStatus.Archived);
        await _graph.Go("dropped", GraphStatus.Archived);

        (await _graph.Gate.Look(_graph.Id, "a", default)).WaitingFor.Select(r => r.IntentId).ShouldBe(["dropped"]);
    }

    [Fact]
    public async Task Giving_up_needs_no_gate()
    {
        await _graph.Plant([GraphSample.Intent("a"), GraphSample.Intent("b")], GraphSample.Edge("a", "b"));

        (await _graph.Go("a", GraphStatus.Failed)).Refusal.ShouldBeNull();
    }
}

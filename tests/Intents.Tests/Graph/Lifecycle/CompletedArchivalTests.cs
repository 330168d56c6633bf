using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Lifecycle;

public sealed class CompletedArchivalTests
{
    private readonly InMemoryGraph _graph = new();

    [Fact]
    public async Task Only_what_has_been_completed_long_enough_is_archived()
    {
        // The clock stands one day after the sample's start.
        await _graph.Plant([GraphSample.Intent("old", 0, GraphStatus.Completed), GraphSample.Intent("new", 23 * 60, GraphStatus.Completed), GraphSample.Intent("open"), GraphSample.Intent("failed", status: GraphStatus.Failed)]);
        var archival = new CompletedArchival(_graph.Store, _graph.Changes, _graph.Writer);

        (await archival.Archive(_graph.Request, 1, default)).Result.Succeeded.ShouldBe(["old"]);
        (await archival.Archive(_graph.Request, 0, default)).ShouldSatisfyAllConditions(r => r.Result.Succeeded.ShouldBe(["new"]), r => r.More.ShouldBeFalse());

        (await _graph.Store.HistoryAsync(_graph.Id, "old", default))[^1].Reason.ShouldBe("Auto-archived completed intent");
        (await _graph.StatusOf("open")).ShouldBe(GraphStatus.Active);
        (await _graph.StatusOf("failed")).ShouldBe(GraphStatus.Failed);
    }

    [Fact]
    public async Task More_than_one_request_takes_are_left_for_the_next()
    {
        await _graph.Plant(Enumerable.Range(0, StatusChanges.MostAtOnce + 1).Select(n => GraphSample.Intent($"i{n}", n, GraphStatus.Completed)));
        var archival = new CompletedArchival(_graph.Store, _graph.Changes, _graph.Writer);

        (await archival.Archive(_graph.Request, 0, default)).ShouldSatisfyAllConditions(r => r.Result.Succeeded.Count.ShouldBe(StatusChanges.MostAtOnce), r => r.More.ShouldBeTrue());
        (await archival.Archive(_graph.Request, 0, default)).Result.Succeeded.Count.ShouldBe(1);
    }
}

using IntentEngine.Intents.Graph.Model;
using static IntentEngine.Intents.Graph.Storage.GraphSample;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>Part of the suite: a whole graph put in place of another.</summary>
public abstract partial class GraphStoreConformance
{
    [Fact]
    public async Task Replacing_puts_an_export_back_as_it_was_and_keeps_the_history()
    {
        await Commit(Creates(Full("full"), Intent("a"), Intent("b")) with { Edges = [Edge("a", "b", weight: 0.1), Edge("full", "a", EdgeType.IsSubgoalOf)] });
        var export = await Store.ExportAsync(Organization, Cancel);
        var before = Text(export);
        await Commit(new GraphChanges { Deletes = ["full"], Creates = [Intent("new")], Edges = [Edge("new", "a")] });

        await Store.ReplaceAsync(Organization, export, new GraphChanges { History = [Created(Intent("restored"))], Facts = [Ready("restored")] }, Cancel);

        Text(await Store.ExportAsync(Organization, Cancel)).ShouldBe(before);
        (await Store.ExportHistoryAsync(Organization, Cancel)).Select(h => h.IntentId).ShouldBe(["full", "a", "b", "restored"]);
        (await Facts(Organization)).Select(f => f.IntentId).ShouldBe(["restored"]);
        await Commit(new GraphChanges { Edges = [Edge("a", "b", weight: 0.9)] });
    }

    [Fact]
    public async Task Content_that_does_not_hold_together_replaces_nothing()
    {
        await Commit(Creates(Intent("a")));
        async Task<GraphConflict> Refuses(GraphContent content) =>
            (await Should.ThrowAsync<GraphConflictException>(() => Store.ReplaceAsync(Organization, content, new GraphChanges { History = [Created(Intent("x"))] }, Cancel))).Conflict;

        (await Refuses(new([Intent("b"), Intent("b")], []))).ShouldBe(GraphConflict.Exists);
        (await Refuses(new([Intent("b")], [Edge("b", "a")]))).ShouldBe(GraphConflict.Missing);
        (await Refuses(new([Intent("b"), Intent("c")], [Edge("b", "c"), Edge("c", "b", EdgeType.IsSubgoalOf)]))).ShouldBe(GraphConflict.Cycle);
        (await Refuses(new([Intent("b")], [Edge("b", "b", EdgeType.Enables)]))).ShouldBe(GraphConflict.Cycle);
        (await Ids()).ShouldBe(["a"]);
        (await Store.ExportHistoryAsync(Organization, Cancel)).Count.ShouldBe(1);
    }
}

using IntentEngine.Intents.Graph.Model;
using static IntentEngine.Intents.Graph.Storage.GraphSample;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>Part of the suite: what is kept, and for whom.</summary>
public abstract partial class GraphStoreConformance
{
    [Fact]
    public async Task What_was_written_is_read_back_field_by_field()
    {
        var (full, plain) = (Full("full"), Intent("plain"));
        await Commit(Creates(full, plain) with { Edges = [new IntentEdge { From = "full", To = "plain", EdgeType = EdgeType.Blocks, Weight = 0.25, Metadata = new Dictionary<string, string> { ["reason"] = "why \\ \"not\"" } }] });

        var found = await Store.FindAsync(Organization, ["full", "plain", "absent", "full"], Cancel);
        found.Count.ShouldBe(2);
        Text(found["full"]).ShouldBe(Text(StoredForm.Of(full)));
        Text(found["plain"]).ShouldBe(Text(plain));
        var edge = (await Store.EdgesOfAsync(Organization, ["plain"], Cancel)).ShouldHaveSingleItem();
        (edge.From, edge.To, edge.EdgeType, edge.Weight, edge.Metadata["reason"]).ShouldBe(("full", "plain", EdgeType.Blocks, 0.25, "why \\ \"not\""));
    }

    [Fact]
    public async Task Instants_are_kept_in_whole_microseconds_of_UTC()
    {
        await Commit(Creates(Full("full")));

        var found = (await Store.FindAsync(Organization, ["full"], Cancel))["full"];
        (found.CreatedAt.Offset, found.CreatedAt.UtcTicks % 10, found.CreatedAt).ShouldBe((TimeSpan.Zero, 0, Start.AddTicks(1234560)));
        found.GenerationContext.GenerationTimestamp.ShouldBe(Start.AddTicks(1234560));
    }

    [Fact]
    public async Task An_empty_graph_has_nothing_and_is_healthy()
    {
        (await Store.FindAsync(Organization, ["a"], Cancel)).ShouldBeEmpty();
        (await Store.FindAsync(Organization, [], Cancel)).ShouldBeEmpty();
        (await Store.ListAsync(Organization, new GraphFilter(), Cancel)).ShouldBeEmpty();
        (await Store.EdgesOfAsync(Organization, ["a"], Cancel)).ShouldBeEmpty();
        (await Store.HistoryAsync(Organization, "a", Cancel)).ShouldBeEmpty();
        (await Store.ExportAsync(Organization, Cancel)).Intents.ShouldBeEmpty();
        (await Store.OrganizationsAsync(Cancel)).ShouldNotContain(Organization);
        (await Store.CheckAsync(Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Organizations_do_not_see_each_other()
    {
        var other = Guid.NewGuid();
        await Commit(Creates(Intent("a"), Intent("b")) with { Edges = [Edge("a", "b")] });
        await Store.CommitAsync(other, Creates(Intent("a", goal: "theirs")), Cancel);

        (await Store.FindAsync(other, ["a", "b"], Cancel)).Keys.ShouldBe(["a"]);
        (await Store.EdgesOfAsync(other, ["a"], Cancel)).ShouldBeEmpty();
        (await Store.FindAsync(Organization, ["a"], Cancel))["a"].Goal.ShouldBe("Do a");
        (await Should.ThrowAsync<GraphConflictException>(() => Store.CommitAsync(other, new GraphChanges { Deletes = ["b"] }, Cancel))).Conflict.ShouldBe(GraphConflict.Missing);
        await Store.ReplaceAsync(other, new GraphContent([], []), new GraphChanges(), Cancel);
        (await Ids()).ShouldBe(["a", "b"]);
        (await Store.OrganizationsAsync(Cancel)).ShouldContain(Organization);
    }

    [Fact]
    public async Task History_is_kept_in_order_with_all_its_fields()
    {
        var intent = Intent("a");
        var changed = new StatusChange
        {
            IntentId = "a",
            Version = 2,
            Action = "IntentStatusChanged",
            From = GraphStatus.Active,
            To = GraphStatus.Executing,
            Reason = "start \"now\"",
            Actor = "worker",
            TriggeringActionId = "action-1",
            At = Start.AddTicks(10),
        };
        await Commit(Creates(intent, Intent("b")));
        await Commit(new GraphChanges { Updates = [intent.Next(GraphStatus.Executing)], History = [changed] });

        (await Store.HistoryAsync(Organization, "a", Cancel)).ShouldBe([Created(intent), changed]);
        (await Store.ExportHistoryAsync(Organization, Cancel)).Select(h => h.IntentId).ShouldBe(["a", "b", "a"]);
    }

    [Fact]
    public async Task Facts_are_told_once_the_change_is_written()
    {
        await Commit(Creates(Intent("a")) with { Facts = [Ready("a"), Ready("b")] });

        (await Facts(Organization)).Select(f => f.IntentId).ShouldBe(["a", "b"], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_gave_up_before_the_write_has_written_nothing()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => Store.CommitAsync(Organization, Creates(Intent("a")), gone.Token));

        (await Ids()).ShouldBeEmpty();
    }
}

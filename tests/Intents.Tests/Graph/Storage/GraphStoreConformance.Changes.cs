using IntentEngine.Intents.Graph.Model;
using static IntentEngine.Intents.Graph.Storage.GraphSample;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>Part of the suite: changes of intents: whole or not at all, and one winner.</summary>
public abstract partial class GraphStoreConformance
{
    [Fact]
    public async Task An_id_that_exists_is_not_created_again()
    {
        await Commit(Creates(Intent("a")));
        (await Refused(Creates(Intent("b"), Intent("a", goal: "other")))).ShouldBe((GraphConflict.Exists, "a"));
        (await Ids()).ShouldBe(["a"]);
        (await Store.FindAsync(Organization, ["a"], Cancel))["a"].Goal.ShouldBe("Do a");
    }

    [Fact]
    public async Task An_update_takes_the_version_that_follows_the_one_it_read()
    {
        var before = Intent("a");
        await Commit(Creates(before));
        var after = before.Next(GraphStatus.Executing) with { Goal = "changed", CreatedAt = Start.AddDays(-1), ParentIntent = "p" };
        await Commit(new GraphChanges { Updates = [after] });

        Text((await Store.FindAsync(Organization, ["a"], Cancel))["a"]).ShouldBe(Text(after));
        (await Refused(new GraphChanges { Updates = [before.Next(GraphStatus.Failed)] })).ShouldBe((GraphConflict.Changed, "a"));
        (await Refused(new GraphChanges { Updates = [after with { Version = 4 }] })).ShouldBe((GraphConflict.Changed, "a"));
        (await Refused(new GraphChanges { Updates = [Intent("absent") with { Version = 2 }] })).ShouldBe((GraphConflict.Missing, "absent"));
        Text((await Store.FindAsync(Organization, ["a"], Cancel))["a"]).ShouldBe(Text(after));
    }

    [Fact]
    public async Task A_change_that_is_refused_writes_nothing_of_itself()
    {
        var a = Intent("a");
        await Commit(Creates(a, Intent("b")) with { Edges = [Edge("a", "b", EdgeType.RelatedTo)] });
        var before = await Everything();

        await Refused(new GraphChanges
        {
            Creates = [Intent("c")],
            Deletes = ["b"],
            Updates = [a.Next(GraphStatus.Executing)],
            RemovedEdges = [Edge("a", "b", EdgeType.RelatedTo)],
            Edges = [Edge("a", "c"), Edge("a", "absent")],
            History = [Created(Intent("c"))],
            Facts = [Ready("c")],
        });

        (await Everything()).ShouldBe(before);
        (await Facts(Organization)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Deleting_takes_the_edges_along_and_leaves_the_history()
    {
        await Commit(Creates(Intent("a"), Intent("b"), Intent("c")) with { Edges = [Edge("a", "b"), Edge("b", "c"), Edge("a", "c")] });
        await Commit(new GraphChanges { Deletes = ["b"] });

        (await Ids()).ShouldBe(["a", "c"]);
        (await Edges("a", "b", "c")).ShouldBe(["a depends_on c"]);
        (await Store.HistoryAsync(Organization, "b", Cancel)).Count.ShouldBe(1);
        (await Refused(new GraphChanges { Deletes = ["b"] })).ShouldBe((GraphConflict.Missing, "b"));
        await Commit(Creates(Intent("b")));
        (await Edges("b")).ShouldBeEmpty();
        (await Store.HistoryAsync(Organization, "b", Cancel)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task One_change_may_delete_an_id_and_create_it_anew()
    {
        await Commit(Creates(Intent("a"), Intent("b")) with { Edges = [Edge("a", "b")] });
        await Commit(new GraphChanges { Deletes = ["a"], Creates = [Intent("a", goal: "new")], Edges = [Edge("b", "a")] });

        (await Store.FindAsync(Organization, ["a"], Cancel))["a"].Goal.ShouldBe("new");
        (await Edges("a")).ShouldBe(["b depends_on a"]);
    }

    [Fact]
    public async Task Of_many_writers_of_one_version_exactly_one_wins()
    {
        var intent = Intent("a");
        await Commit(Creates(intent));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(async () =>
        {
            try
            {
                await Commit(new GraphChanges { Updates = [intent.Next(GraphStatus.Executing) with { Goal = $"{n}" }], History = [Created(intent) with { Version = 2, Reason = $"{n}" }] });
                return n;
            }
            catch (GraphConflictException lost) when (lost.Conflict == GraphConflict.Changed)
            {
                return -1;
            }
        }, Cancel)));

        var winner = outcomes.Where(n => n >= 0).ShouldHaveSingleItem();
        (await Store.FindAsync(Organization, ["a"], Cancel))["a"].Goal.ShouldBe($"{winner}");
        (await Store.HistoryAsync(Organization, "a", Cancel)).Select(h => h.Reason).ShouldBe(["asked for", $"{winner}"]);
    }
}

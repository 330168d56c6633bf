using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Graph.Model;
using static IntentEngine.Intents.Graph.Storage.GraphSample;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>What every backend must do alike. Each test takes an organization of its own.</summary>
public abstract class GraphStoreConformance
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The organization of this test.</summary>
    protected Guid Organization { get; } = Guid.NewGuid();

    /// <summary>The backend under test, opened.</summary>
    private protected abstract IGraphStore Store { get; }

    /// <summary>Facts that reached whoever listens, for one organization.</summary>
    private protected abstract Task<IReadOnlyList<IntentReady>> Facts(Guid organization);

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
        const int Length = 1200;
        StorableIntent[] Chain(string name) => [.. Enumerable.Range(0, Length).Select(i => Intent($"{name}{i}"))];
        IntentEdge[] Steps(string name) => [.. Enumerable.Range(1, Length - 1).Select(i => Edge($"{name}{i - 1}", $"{name}{i}"))];
        await Store.ReplaceAsync(Organization, new GraphContent([.. Chain("a"), .. Chain("b")], [.. Steps("a"), .. Steps("b")]), new GraphChanges(), Cancel);

        (await Refused(new GraphChanges { Edges = [Edge($"a{Length - 1}", "a0")] })).Conflict.ShouldBe(GraphConflict.Cycle);
        await Commit(new GraphChanges { Edges = [Edge($"b{Length / 2}", $"a{Length / 2}")] });
        (await Refused(new GraphChanges { Edges = [Edge($"a{Length - 1}", "b0", EdgeType.IsSubgoalOf)] })).Conflict.ShouldBe(GraphConflict.Cycle);
    }

    [Fact]
    public async Task Lists_are_newest_first_then_by_id_and_page_without_gaps()
    {
        string[] ids = ["z", "a", "B", "ä", "\uFFFD", "😀", "a-1", "a_1", "10", "9"];
        await Commit(Creates([.. ids.Select(id => Intent(id, minute: 5)), Intent("newest", minute: 9), Intent("oldest", minute: 1)]));
        string[] expected = ["newest", "10", "9", "B", "a", "a-1", "a_1", "z", "ä", "\uFFFD", "😀", "oldest"];
        (await Ids()).ShouldBe(expected);

        var paged = new List<string>();
        (DateTimeOffset, string)? after = null;
        while (await Store.ListAsync(Organization, new GraphFilter { After = after, Limit = 5 }, Cancel) is { Count: > 0 } page)
        {
            paged.AddRange(page.Select(i => i.IntentId));
            after = GraphOrder.PlaceOf(page[^1]);
        }

        paged.ShouldBe(expected);
        (await Ids(new GraphFilter { After = (Start.AddMinutes(5), "a0"), Limit = 2 })).ShouldBe(["a_1", "z"]);
        (await Ids(new GraphFilter { After = (Start.AddMinutes(99), "x"), Limit = 1 })).ShouldBe(["newest"]);
        (await Ids(new GraphFilter { Limit = 0 })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_filter_holds_all_its_conditions_and_both_bounds()
    {
        await Commit(Creates(
            Intent("a", 1, GraphStatus.Active, 1), Intent("b", 2, GraphStatus.Failed, 2), Intent("c", 3, GraphStatus.Completed, 3), Intent("d", 4, GraphStatus.Failed, uint.MaxValue) with { ParentIntent = "a" }));

        (await Ids(new GraphFilter { Statuses = [GraphStatus.Failed, GraphStatus.Active] })).ShouldBe(["d", "b", "a"]);
        (await Ids(new GraphFilter { PriorityMin = 2, PriorityMax = 3 })).ShouldBe(["c", "b"]);
        (await Ids(new GraphFilter { PriorityMin = uint.MaxValue })).ShouldBe(["d"]);
        (await Ids(new GraphFilter { ParentIntent = "a" })).ShouldBe(["d"]);
        (await Ids(new GraphFilter { CreatedFrom = Start.AddMinutes(2), CreatedTo = Start.AddMinutes(3) })).ShouldBe(["c", "b"]);
        (await Ids(new GraphFilter { UpdatedFrom = Start.AddMinutes(4) })).ShouldBe(["d"]);
        (await Ids(new GraphFilter { UpdatedTo = Start.AddMinutes(1) })).ShouldBe(["a"]);
        (await Ids(new GraphFilter { Statuses = [GraphStatus.Failed], PriorityMax = 2 })).ShouldBe(["b"]);
    }

    [Theory]
    [InlineData("PLAN", "trip,fete")]
    [InlineData("FÊTE", "fete")]
    [InlineData("100%", "percent")]
    [InlineData("a_b", "under")]
    [InlineData("_", "under")]
    [InlineData("%", "percent")]
    [InlineData("\\", "slash")]
    [InlineData("'", "quote")]
    [InlineData("nothing", "")]
    public async Task Text_is_found_whatever_its_case_and_wildcards_stand_for_themselves(string part, string ids)
    {
        await Commit(Creates(
            Intent("quote", 1, goal: "it's"), Intent("slash", 2, goal: "c:\\temp"), Intent("under", 3, goal: "a_b"), Intent("other", 4, goal: "aXb 100 tmp"),
            Intent("percent", 5, goal: "100% sure"), Intent("fete", 6, goal: "Plan la fête"), Intent("trip", 7, goal: "plan a Trip")));

        (await Ids(new GraphFilter { GoalContains = part })).ShouldBe(ids.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_missing_name_never_matches_and_metadata_match_by_key_and_part_of_the_value()
    {
        await Commit(Creates(
            Intent("named", 2, name: "Weekly Report") with { Metadata = new Dictionary<string, string> { ["team"] = "Blue_Team", ["Key"] = "x" } },
            Intent("nameless", 1, goal: "weekly report") with { Metadata = new Dictionary<string, string> { ["team"] = "blueXteam" } }));

        (await Ids(new GraphFilter { NameContains = "weekly" })).ShouldBe(["named"]);
        (await Ids(new GraphFilter { NameContains = "" })).ShouldBe(["named"]);
        (await Ids(new GraphFilter { MetadataContains = new Dictionary<string, string> { ["team"] = "blue" } })).ShouldBe(["named", "nameless"]);
        (await Ids(new GraphFilter { MetadataContains = new Dictionary<string, string> { ["team"] = "E_t" } })).ShouldBe(["named"]);
        (await Ids(new GraphFilter { MetadataContains = new Dictionary<string, string> { ["team"] = "", ["Key"] = "X" } })).ShouldBe(["named"]);
        (await Ids(new GraphFilter { MetadataContains = new Dictionary<string, string> { ["key"] = "" } })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_of_a_filtered_list_is_full_as_long_as_there_are_more()
    {
        await Commit(Creates([.. Enumerable.Range(0, 30).Select(i => Intent($"i{i:00}", 30 - i, goal: i % 3 == 0 ? "wanted" : "other"))]));

        var first = await Store.ListAsync(Organization, new GraphFilter { GoalContains = "WANTED", Limit = 4 }, Cancel);
        first.Select(i => i.IntentId).ShouldBe(["i00", "i03", "i06", "i09"]);
        (await Ids(new GraphFilter { GoalContains = "WANTED", Limit = 100, After = GraphOrder.PlaceOf(first[^1]) })).ShouldBe(["i12", "i15", "i18", "i21", "i24", "i27"]);
    }

    [Fact]
    public async Task History_is_kept_in_order_with_all_its_fields()
    {
        var intent = Intent("a");
        var changed = new StatusChange
        {
            IntentId = "a", Version = 2, Action = "IntentStatusChanged", From = GraphStatus.Active, To = GraphStatus.Executing,
            Reason = "start \"now\"", Actor = "worker", TriggeringActionId = "action-1", At = Start.AddTicks(10),
        };
        await Commit(Creates(intent, Intent("b")));
        await Commit(new GraphChanges { Updates = [intent.Next(GraphStatus.Executing)], History = [changed] });

        (await Store.HistoryAsync(Organization, "a", Cancel)).ShouldBe([Created(intent), changed]);
        (await Store.ExportHistoryAsync(Organization, Cancel)).Select(h => h.IntentId).ShouldBe(["a", "b", "a"]);
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

    private protected Task Commit(GraphChanges changes) => Store.CommitAsync(Organization, changes, Cancel);

    private protected async Task<string[]> Ids(GraphFilter? filter = null) => [.. (await Store.ListAsync(Organization, filter ?? new GraphFilter(), Cancel)).Select(i => i.IntentId)];

    /// <summary>All that is stored of this organization, as one text.</summary>
    private protected async Task<string> Everything() => Text(await Store.ExportAsync(Organization, Cancel)) + Text(await Store.ExportHistoryAsync(Organization, Cancel));

    private protected static string Text(object value) => GraphDigest.Text(value);

    private async Task<(GraphConflict Conflict, string Id)> Refused(GraphChanges changes)
    {
        var refused = await Should.ThrowAsync<GraphConflictException>(() => Commit(changes));
        refused.Message.ShouldNotBeEmpty();
        return (refused.Conflict, refused.Id);
    }

    private async Task<string[]> Edges(params string[] ids) => [.. (await Store.EdgesOfAsync(Organization, ids, Cancel)).Select(e => $"{e.From} {JsonSerializer.Serialize(e.EdgeType, ContractJson.Options).Trim('"')} {e.To}")];

    private IntentReady Ready(string id) => new() { OrganizationId = Organization, IntentId = id, IntentType = "graph" };
}

using IntentEngine.Intents.Graph.Model;
using static IntentEngine.Intents.Graph.Storage.GraphSample;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>Part of the suite: lists: their order, pages and filters.</summary>
public abstract partial class GraphStoreConformance
{
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
}

using Shouldly;
using Spectre.Console;
using Xunit;

namespace IntentEngine.Cli.Demo.Gates;

public sealed class DecisionsTests
{
    private readonly Decisions _yes = new(yes: true, AnsiConsole.Console);

    [Fact]
    public async Task The_usual_subtopics_come_from_as_many_hubs_as_there_are()
    {
        var chosen = await _yes.SubtopicsAsync([.. Of("a", 5), .. Of("b", 1), .. Of("c", 4)], TestContext.Current.CancellationToken);
        chosen.Select(s => s.Title).ShouldBe(["a1", "b1", "c1", "a2", "c2"]);
    }

    [Fact]
    public async Task One_hub_gives_its_first_five() =>
        (await _yes.SubtopicsAsync(Of("a", 9), TestContext.Current.CancellationToken)).Select(s => s.Title).ShouldBe(["a1", "a2", "a3", "a4", "a5"]);

    [Fact]
    public async Task Fewer_than_five_are_all_taken() =>
        (await _yes.SubtopicsAsync([.. Of("a", 2), .. Of("b", 1)], TestContext.Current.CancellationToken)).Count.ShouldBe(3);

    [Fact]
    public async Task All_seeds_go_on()
    {
        SeedItem[] seeds = [.. Enumerable.Range(1, 7).Select(n => new SeedItem(Guid.NewGuid(), $"seed {n}", "competitor", true, 1))];
        (await _yes.SeedsAsync(seeds, TestContext.Current.CancellationToken)).ShouldBe(seeds);
    }

    private static SubtopicItem[] Of(string hub, int count) => [.. Enumerable.Range(1, count).Select(n => new SubtopicItem(Guid.NewGuid(), hub, $"{hub}{n}", hub, "angle"))];
}

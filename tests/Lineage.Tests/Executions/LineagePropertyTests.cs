using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace IntentEngine.Lineage.Executions;

/// <summary>P1, P2, P3 and P8 over HTTP, on random graphs with unknown parents, circles, several correlations and equal times.</summary>
public sealed class LineagePropertyTests(LineageHost host)
{
    private const int Size = 24;

    [Fact]
    public Task A_lineage_is_what_a_walk_by_hand_finds_and_its_pages_are_the_same() => Task.Factory.StartNew(CheckMany, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    // On a thread of its own: it waits for the service, which needs those of the pool.
    private void CheckMany() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(12),
        Prop.ForAll(
            (from parents in Gen.Choose(-2, Size).ListOf(Size)
             from correlations in Gen.Choose(0, 3).ListOf(Size)
             from times in Gen.Choose(0, 5).ListOf(Size)
             from start in Gen.Choose(0, Size - 1)
             from depth in Gen.Choose(1, 5)
             from limit in Gen.Choose(1, 6)
             select (parents: parents.ToArray(), correlations: correlations.ToArray(), times: times.ToArray(), start, depth, limit)).ToArbitrary(),
            drawn => HoldsAsync(drawn.parents, drawn.correlations, drawn.times, drawn.start, drawn.depth, drawn.limit).GetAwaiter().GetResult()));

    private async Task HoldsAsync(int[] parents, int[] correlations, int[] times, int start, int depth, int limit)
    {
        var organization = host.NewOrganization();
        await organization.RecordAsync([.. parents.Select((parent, i) => organization.Execution(Id(i), parent: parent < 0 ? null : Id(parent), correlation: $"c{correlations[i]}", at: times[i]))]);

        var whole = await organization.LineageAsync(Id(start), $"depth={depth}");

        var (above, isCutAbove) = Above(parents, start, depth);
        var levels = Below(parents, start);
        whole.Ancestors.Ids().ShouldBe(above.Select(Id).Reverse());
        whole.Descendants.Ids().ShouldBe(levels.Take(depth).SelectMany(level => level.OrderBy(i => times[i]).ThenBy(i => Id(i), StringComparer.Ordinal)).Select(Id));
        whole.Complete.ShouldBe(!isCutAbove && levels.Count <= depth);
        (await organization.PagesAsync(Id(start), limit, $"depth={depth}")).SelectMany(p => p.All()).ShouldBe(whole.All());
        // What lies below sees this one above.
        foreach (var below in whole.Descendants.Take(3))
            (await organization.LineageAsync(below.ExecutionId, $"depth={depth}&direction=up")).Ancestors.Ids().ShouldContain(Id(start));
        foreach (var other in whole.Ancestors.Take(3))
            (await organization.LineageAsync(other.ExecutionId, $"depth={depth}&direction=down")).Descendants.Ids().ShouldContain(Id(start));
    }

    private static string Id(int i) => $"e{i:00}";

    private static (List<int> Line, bool IsCut) Above(int[] parents, int start, int depth)
    {
        var line = new List<int>();
        for (var at = parents[start]; at >= 0 && at < parents.Length && at != start && !line.Contains(at); at = parents[at])
        {
            if (line.Count == depth) return (line, true);
            line.Add(at);
        }

        return (line, false);
    }

    private static List<List<int>> Below(int[] parents, int start)
    {
        var seen = new HashSet<int> { start };
        var levels = new List<List<int>>();
        for (List<int> level = [start]; ;)
        {
            level = [.. Enumerable.Range(0, parents.Length).Where(i => level.Contains(parents[i]) && seen.Add(i))];
            if (level.Count == 0) return levels;
            levels.Add(level);
        }
    }
}

using IntentEngine.Lineage.Traversal;
using Shouldly;

namespace IntentEngine.Lineage.Executions;

public sealed class CorrelationWalkTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Theory, InlineData(1), InlineData(7), InlineData(42)]
    public async Task Whole_correlations_in_memory_and_level_by_level_find_the_same(int seed)
    {
        var random = new Random(seed);
        await _acme.RecordAsync([.. Enumerable.Range(0, 200).Select(i => _acme.Execution(
            $"e{i:000}", parent: i == 0 ? null : $"e{random.Next(i):000}", correlation: $"c{random.Next(4)}", at: random.Next(20)))]);

        foreach (var (depth, most) in new[] { (20, 1000), (3, 1000), (20, 37), (2, 10) })
        {
            var inMemory = await WalkAsync("e000", depth, most, largest: 10_000);
            var byLevel = await WalkAsync("e000", depth, most, largest: 0);

            byLevel.Nodes.ShouldBe(inMemory.Nodes);
            byLevel.TruncatedBy.ShouldBe(inMemory.TruncatedBy);
        }

        (await WalkAsync("e000", 100, 1000, largest: 10_000)).Nodes.Count.ShouldBe(199);
    }

    [Fact]
    public async Task A_correlation_larger_than_memory_allows_is_walked_all_the_same()
    {
        await _acme.RecordAsync([_acme.Execution("root", correlation: "c"), .. Enumerable.Range(0, 30).Select(i => _acme.Execution($"e{i}", parent: "root", correlation: "c"))]);

        (await WalkAsync("root", 5, 1000, largest: 10)).Nodes.Count.ShouldBe(30);
    }

    private async Task<Walk> WalkAsync(string start, int depth, int most, int largest)
    {
        var graph = host.Service<ExecutionGraph>();
        var sight = new Sight(_acme.Id);
        var node = (await graph.UpwardsAsync(sight, start, 0, CancellationToken.None)).ShouldHaveSingleItem();
        return await BreadthFirst.FromAsync(node, depth, null, most, new CorrelationWalk(graph, sight, largest: largest).ExpandAsync, CancellationToken.None);
    }
}

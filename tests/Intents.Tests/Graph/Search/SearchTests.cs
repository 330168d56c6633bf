using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Search;

public sealed class SearchTests
{
    private readonly InMemoryGraph _graph = new();

    private async Task<string[]> Ask(IntentQuery query) => [.. (await new GraphQueries(_graph.Store, _graph.Scan, _graph.Clock).Run(_graph.Id, query, default)).Intents.Select(i => i.IntentId)];

    private Task Sample() => _graph.Plant(
        [
            GraphSample.Intent("alpha", 1, goal: "Deploy the Service") with { Metadata = new Dictionary<string, string> { ["team"] = "Platform", ["100%"] = "yes" } },
            GraphSample.Intent("beta", 2, GraphStatus.Completed, goal: "build a service") with { UpdatedAt = GraphSample.Start.AddDays(2) },
            GraphSample.Intent("gamma", 3, GraphStatus.Failed, goal: "call a friend") with { Constraints = new Dictionary<string, string> { ["service-level"] = "1" }, Preferences = new Dictionary<string, string> { ["service"] = "1" } },
        ],
        GraphSample.Edge("beta", "alpha", EdgeType.Enables), GraphSample.Edge("alpha", "gamma", EdgeType.RelatedTo, 0.4), GraphSample.Edge("beta", "gamma", EdgeType.Blocks, 0.9));

    [Fact]
    public async Task Conditions_narrow_and_text_ignores_case()
    {
        await Sample();

        (await Ask(new())).ShouldBe(["gamma", "beta", "alpha"]);
        (await Ask(new() { GoalContains = "SERVICE" })).ShouldBe(["beta", "alpha"]);
        (await Ask(new() { Statuses = [GraphStatus.Failed, GraphStatus.Completed] })).ShouldBe(["gamma", "beta"]);
        (await Ask(new() { MetadataFilter = new Dictionary<string, string> { ["team"] = "plat", ["100%"] = "" } })).ShouldBe(["alpha"]);
        (await Ask(new() { GoalContains = "%" })).ShouldBeEmpty();
        (await Ask(new() { SemanticQuery = "platform" })).ShouldBe(["alpha"]);
        (await Ask(new() { CreatedAfter = GraphSample.Start.AddMinutes(2), UpdatedBefore = GraphSample.Start.AddMinutes(3) })).ShouldBe(["gamma"]);
        (await Ask(new() { HasRelationshipTypes = [EdgeType.Enables] })).ShouldBe(["beta"]);
        (await Ask(new() { HasRelationshipTypes = [EdgeType.Enables, EdgeType.RelatedTo] })).ShouldBe(["beta", "alpha"]);
        (await Ask(new() { ConnectedTo = ["alpha"] })).ShouldBe(["gamma", "beta"]);
    }

    [Theory]
    [InlineData(IntentSort.CreatedDate, true, "alpha,beta,gamma")]
    [InlineData(IntentSort.UpdatedDate, false, "beta,gamma,alpha")]
    [InlineData(IntentSort.GoalAlphabetical, true, "beta,gamma,alpha")]
    [InlineData(IntentSort.ConnectionCount, false, "alpha,beta,gamma")]
    public async Task Answers_are_sorted_as_asked_and_ties_by_id(IntentSort by, bool ascending, string order)
    {
        await Sample();

        (await Ask(new() { SortBy = by, Ascending = ascending })).ShouldBe(order.Split(','));
    }

    [Fact]
    public async Task The_total_counts_what_the_limit_cut()
    {
        await Sample();

        var result = await new GraphQueries(_graph.Store, _graph.Scan, _graph.Clock).Run(_graph.Id, new() { Limit = 2 }, default);

        result.ShouldSatisfyAllConditions(r => r.Intents.Select(i => i.IntentId).ShouldBe(["gamma", "beta"]), r => r.TotalCount.ShouldBe(3), r => r.Truncated.ShouldBeTrue(), r => r.Partial.ShouldBeFalse());
    }

    [Fact]
    public async Task More_than_a_page_is_read_whole()
    {
        await _graph.Plant(Enumerable.Range(0, 2500).Select(n => GraphSample.Intent($"i{n:0000}", n / 3)));

        var result = await new GraphQueries(_graph.Store, _graph.Scan, _graph.Clock).Run(_graph.Id, new() { SortBy = IntentSort.CreatedDate, Ascending = true, Limit = 1 }, default);

        result.ShouldSatisfyAllConditions(r => r.TotalCount.ShouldBe(2500), r => r.Intents.ShouldHaveSingleItem().IntentId.ShouldBe("i0000"));
    }

    [Fact]
    public async Task Relevance_is_the_origins_score()
    {
        await Sample();

        var found = await _graph.Search.Search(_graph.Id, "a service", 10, default);

        // beta: phrase 1.0 and both words 0.6, completed x 1.0. alpha: two words ("a" is part of none, "service" is): 0.3, active x 1.2.
        // gamma: "a" alone 0.3, failed x 1.1.
        found.Results.Select(r => (r.Intent.IntentId, Math.Round(r.Score, 3))).ShouldBe([("beta", 1.6), ("alpha", 0.36), ("gamma", 0.33)]);
        Relevance.Score(await _graph.Get("gamma"), "service").ShouldBe((0.2 + 0.1) * 1.1, 1e-9);
        Relevance.Score(await _graph.Get("gamma"), "  ").ShouldBe(0);
    }

    [Fact]
    public async Task Similar_goals_share_more_than_a_tenth_of_their_words()
    {
        await Sample();

        (await _graph.Search.Similar(_graph.Id, "beta", 10, default)).Value!.Results.Select(r => (r.Intent.IntentId, r.Score)).ShouldBe([("alpha", 0.2), ("gamma", 0.2)], ignoreOrder: true);
        Relevance.Similarity("a b c", "").ShouldBe(0);
    }

    [Theory]
    [InlineData(0.4, null, 2)]
    [InlineData(null, 0.5, 2)]
    [InlineData(0.5, 1.0, 1)]
    public async Task An_unweighted_edge_has_less_than_any_weight_and_no_more_than_any(double? min, double? max, int count)
    {
        await Sample();

        (await new EdgeQueries(_graph.Store, _graph.Scan).Run(_graph.Id, new EdgeQuery { MinWeight = min, MaxWeight = max }, default)).TotalCount.ShouldBe(count);
    }

    [Fact]
    public async Task Edges_are_found_by_their_ends_and_type()
    {
        await Sample();
        var edges = new EdgeQueries(_graph.Store, _graph.Scan);

        (await edges.Run(_graph.Id, new EdgeQuery { Involves = "alpha" }, default)).TotalCount.ShouldBe(2);
        (await edges.Run(_graph.Id, new EdgeQuery { From = "beta", To = "gamma" }, default)).Edges.ShouldHaveSingleItem().EdgeType.ShouldBe(EdgeType.Blocks);
        (await edges.Run(_graph.Id, new EdgeQuery { EdgeTypes = [EdgeType.Enables] }, default)).Edges.ShouldHaveSingleItem().From.ShouldBe("beta");
        (await edges.Run(_graph.Id, new EdgeQuery { Limit = 1 }, default)).ShouldSatisfyAllConditions(e => e.TotalCount.ShouldBe(3), e => e.Truncated.ShouldBeTrue());
    }

    [Fact]
    public async Task Statistics_count_every_edge_once_and_every_end()
    {
        await Sample();
        await _graph.Plant([GraphSample.Intent("alone")]);

        var statistics = await new GraphCounting(_graph.Store, _graph.Scan).Count(_graph.Id, default);

        statistics.ShouldSatisfyAllConditions(
            s => s.TotalIntents.ShouldBe(4), s => s.TotalEdges.ShouldBe(3), s => s.AverageDegree.ShouldBe(1.5), s => s.Isolated.ShouldBe(1), s => s.HighlyConnected.ShouldBe(0),
            s => s.StatusDistribution["active"].ShouldBe(2), s => s.StatusDistribution["archived"].ShouldBe(0), s => s.EdgeDistribution["enables"].ShouldBe(1));
    }
}

using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Views;

public sealed class ViewTests
{
    private readonly InMemoryGraph _graph = new();

    private Task Star(int leaves) => _graph.Plant(
        [GraphSample.Intent("hub", name: "Hub", goal: "Release version two"), .. Enumerable.Range(1, leaves).Select(n => GraphSample.Intent($"leaf{n}", n, n % 3 == 0 ? GraphStatus.Failed : GraphStatus.Completed, goal: $"Release part {n}"))],
        [.. Enumerable.Range(1, leaves).Select(n => GraphSample.Edge($"leaf{n}", "hub", EdgeType.IsSubgoalOf))]);

    [Fact]
    public void A_view_keeps_within_its_limits() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(
        RandomGraphs.Any(20), Gen.Choose(1, 12).Zip(Gen.Choose(1, 5)).Zip(Gen.Choose(100, 200)).ToArbitrary(), (sample, limits) => Limited(sample, limits.Item1.Item1, limits.Item1.Item2, limits.Item2).GetAwaiter().GetResult()));

    private static async Task Limited(RandomGraphs.Sample sample, int most, int threshold, int tokens)
    {
        var graph = new InMemoryGraph();
        await graph.Plant(sample.Intents.Select(i => i with { Goal = new string('x', 200) }), sample.Edges);
        var settings = new ViewSettings { MaxIntents = most, SummarizationThreshold = threshold, MaxTokens = tokens };

        var view = await graph.Views.Around(graph.Id, ["i0"], settings, default);

        (view.Intents.Count + view.Summaries.Sum(s => s.ClusterSize)).ShouldBeLessThanOrEqualTo(most);
        view.Metadata.Tokens.ShouldBeLessThanOrEqualTo(tokens);
        view.Metadata.VirtualizedCount.ShouldBe(view.Intents.Count + view.Summaries.Count);
        view.Metadata.VirtualizedCount.ShouldBeLessThanOrEqualTo(view.Metadata.OriginalCount);
        var shown = view.Intents.Select(i => i.IntentId).ToHashSet();
        shown.Overlaps(view.Summaries.SelectMany(s => s.IntentIds)).ShouldBeFalse();
        view.Edges.ShouldAllBe(e => shown.Contains(e.From) && shown.Contains(e.To) && sample.Edges.Contains(e));
        view.Summaries.ShouldAllBe(s => s.ClusterSize > threshold && s.IntentIds.Count == s.ClusterSize && s.Text.Length <= ClusterSummary.LongestText);
    }

    [Fact]
    public async Task A_large_cluster_becomes_one_summary()
    {
        await Star(9);

        var view = await _graph.Views.Around(_graph.Id, ["hub"], new ViewSettings(), default);

        view.Intents.ShouldBeEmpty();
        var summary = view.Summaries.ShouldHaveSingleItem();
        summary.ShouldSatisfyAllConditions(
            s => s.SummaryId.ShouldBe("cluster_1"), s => s.ClusterSize.ShouldBe(10), s => s.DominantStatus.ShouldBe(GraphStatus.Completed),
            s => s.KeyGoals.ShouldBe(["release", "part", "version"]), s => s.Text.ShouldStartWith("- Hub: Release version two\n"), s => s.Text.ShouldEndWith("... and 5 more intents"));
        view.Metadata.ShouldSatisfyAllConditions(m => m.OriginalCount.ShouldBe(10), m => m.VirtualizedCount.ShouldBe(1), m => m.CompressionRatio.ShouldBe(0.1), m => m.Truncated.ShouldBeFalse());
    }

    [Fact]
    public async Task A_small_cluster_is_shown_with_the_edges_as_they_are()
    {
        await Star(4);

        var view = await _graph.Views.Around(_graph.Id, ["hub"], new ViewSettings(), default);

        (view.Intents.Count, view.Summaries.Count, view.Edges.Count).ShouldBe((5, 0, 4));
        view.Edges.ShouldAllBe(e => e.EdgeType == EdgeType.IsSubgoalOf);
    }

    [Fact]
    public async Task Clusters_are_those_of_what_was_chosen()
    {
        // Two chains that only meet in an intent too unimportant to be shown.
        await _graph.Plant(
            [GraphSample.Intent("a"), GraphSample.Intent("b"), GraphSample.Intent("bridge", -60 * 24 * 4000, GraphStatus.Archived)],
            GraphSample.Edge("a", "bridge", EdgeType.RelatedTo), GraphSample.Edge("bridge", "b", EdgeType.RelatedTo));

        var view = await _graph.Views.Around(_graph.Id, ["a", "b"], new ViewSettings { SummarizationThreshold = 1 }, default);

        view.Intents.Select(i => i.IntentId).ShouldBe(["a", "b"]);
        view.Summaries.ShouldBeEmpty();
        view.Metadata.Truncated.ShouldBeTrue();
    }

    [Fact]
    public async Task No_focus_gives_an_empty_view()
    {
        await Star(3);

        var view = await _graph.Views.Around(_graph.Id, ["nobody"], new ViewSettings(), default);

        view.ShouldSatisfyAllConditions(v => v.Intents.ShouldBeEmpty(), v => v.Summaries.ShouldBeEmpty(), v => v.Metadata.CompressionRatio.ShouldBe(1));
    }

    [Fact]
    public async Task A_context_stands_one_synthetic_intent_for_each_summary()
    {
        await Star(9);
        await _graph.Plant([GraphSample.Intent("single", goal: "Alone")]);
        var view = await _graph.Views.Around(_graph.Id, ["hub", "single"], new ViewSettings(), default);

        var context = LoadedContext.Of(view, 8000);

        context.Intents.Select(i => (i.IntentId, i.Synthetic)).ShouldBe([("single", false), ("cluster_1", true)]);
        context.Truncated.ShouldBeFalse();
        LoadedContext.Of(view, 10).ShouldSatisfyAllConditions(c => c.Intents.ShouldHaveSingleItem().IntentId.ShouldBe("single"), c => c.Truncated.ShouldBeTrue());
    }

    [Fact]
    public void Cost_and_importance_are_the_origins_formulas()
    {
        var intent = GraphSample.Intent("a", goal: new string('x', 50)) with
        {
            Constraints = new Dictionary<string, string> { ["a"] = "1", ["b"] = "1" },
            Preferences = new Dictionary<string, string> { ["c"] = "1" },
            Metadata = new Dictionary<string, string> { ["priority"] = "2" },
        };

        ViewMeasures.Tokens(intent).ShouldBe(50 / 4 + 20 + 8);
        ViewMeasures.Importance(intent, intent.CreatedAt.AddDays(20)).ShouldBe(1.0 + 0.6 + 0.25 + 0.1, 1e-9);
    }
}

using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Clustering;

public sealed class TopicClustererTests
{
    private static readonly ClusteringOptions Defaults = new();

    // Few words, so that keywords overlap; equal and missing volumes, so that ties happen.
    private static readonly Gen<KeywordDemand> AnyKeyword =
        from words in Gen.ListOf(Gen.Elements("crm", "software", "pricing", "email", "tools", "best", "free", "guide", "seo", "audit"), 3)
        from volume in Gen.Elements<long?>(null, 0, 100, 100, 500, 9000)
        select new KeywordDemand(string.Join(' ', words), volume);

    private static readonly Gen<(KeywordDemand[] Keywords, ClusteringOptions Options)> AnySet =
        from keywords in AnyKeyword.ArrayOf()
        from min in Gen.Choose(0, 3)
        from more in Gen.Choose(0, 4)
        from threshold in Gen.Elements(0.1, 0.3, 0.6)
        select (keywords, new ClusteringOptions { MinSpokes = min, MaxSpokes = Math.Max(1, min + more), Threshold = threshold });

    [Fact]
    public void The_order_of_the_input_does_not_matter() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
            (from set in AnySet from shuffled in Gen.Shuffle(set.Keywords) select (set, shuffled)).ToArbitrary(),
            x => Text(Cluster(x.set.Keywords, x.set.Options)) == Text(Cluster(x.shuffled, x.set.Options))));

    [Fact]
    public void Every_keyword_is_in_one_cluster_or_set_aside() =>
        Always((keywords, _, found) => found.Clusters.SelectMany(Members).Concat(found.Unclustered).Order(StringComparer.Ordinal)
            .SequenceEqual(keywords.Select(k => k.Keyword).Distinct().Order(StringComparer.Ordinal)));

    [Fact]
    public void No_spoke_has_more_demand_than_its_hub() =>
        Always((_, _, found) => found.Clusters.All(c => c.Spokes.All(s => (s.Volume ?? -1) <= (c.HubVolume ?? -1))));

    [Fact]
    public void Limits_hold_and_every_cluster_formed_is_valid() =>
        Always((_, options, found) => found.Clusters.All(c =>
            c.Spokes.Count >= options.MinSpokes && c.Spokes.Count <= options.MaxSpokes && c.Spokes.All(s => s.Similarity >= options.Threshold) && c.Valid));

    [Fact]
    public void Counts_tell_what_was_really_clustered() =>
        Always((_, _, found) => found.ClusterCount == found.Clusters.Count && found.KeywordsClustered == found.Clusters.Sum(c => c.Spokes.Count + 1));

    [Fact]
    public void The_hub_is_the_keyword_with_most_demand()
    {
        var found = Cluster([new("crm software free", 200), new("crm software", 900), new("best crm software", 500)], Defaults);

        found.Clusters.ShouldHaveSingleItem().HubKeyword.ShouldBe("crm software");
    }

    [Fact]
    public void Equal_demand_makes_the_shorter_keyword_the_hub_then_the_alphabet()
    {
        Cluster([new("crm software guide", 100), new("crm software", 100), new("best crm software", 100)], Defaults).Clusters[0].HubKeyword.ShouldBe("crm software");
        Cluster([new("crm tools", 100), new("crm guide", 100), new("crm email", 100)], Defaults with { Threshold = 0.1 }).Clusters[0].HubKeyword.ShouldBe("crm email");
    }

    [Fact]
    public void A_hub_with_too_few_spokes_is_set_aside_and_the_others_go_on()
    {
        var found = Cluster([new("payroll", 9000), new("crm software", 900), new("best crm software", 500), new("crm software free", 200)], Defaults);

        found.Unclustered.ShouldBe(["payroll"]);
        found.Clusters.ShouldHaveSingleItem().HubKeyword.ShouldBe("crm software");
        found.AvgClusterSize.ShouldBe(3);
    }

    [Fact]
    public void What_a_full_hub_turns_away_forms_a_cluster_of_its_own()
    {
        var keywords = Enumerable.Range(0, 12).Select(i => new KeywordDemand($"crm software {(char)('a' + i)}x", 1000 - i));

        var found = Cluster(keywords, Defaults);

        found.Clusters.Select(c => c.Spokes.Count).ShouldBe([8, 2]);
        found.Unclustered.ShouldBeEmpty();
    }

    [Fact]
    public void A_thousand_keywords_take_less_than_two_seconds()
    {
        string[] words = ["crm", "software", "pricing", "email", "tools", "best", "free", "guide", "seo", "audit", "agency", "small", "business", "template"];
        var keywords = Enumerable.Range(0, 1000).Select(i => new KeywordDemand($"{words[i % 14]} {words[i / 14 % 14]} {words[i / 196 % 14]} {i}", i));
        var started = TimeProvider.System.GetTimestamp();

        Cluster(keywords, Defaults).ClusterCount.ShouldBeGreaterThan(0);

        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    private static void Always(Func<KeywordDemand[], ClusteringOptions, ClusteredTopics, bool> holds) =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(AnySet.ToArbitrary(), x => holds(x.Keywords, x.Options, Cluster(x.Keywords, x.Options))));

    private static ClusteredTopics Cluster(IEnumerable<KeywordDemand> keywords, ClusteringOptions options) => TopicClusterer.Cluster(keywords, options, new TfIdfCosine());

    private static IEnumerable<string> Members(TopicCluster cluster) => cluster.Spokes.Select(s => s.Keyword).Append(cluster.HubKeyword);

    private static string Text(ClusteredTopics found) => System.Text.Json.JsonSerializer.Serialize(found);
}

using IntentEngine.Workflows.Filtering;
using IntentEngine.Workflows.Longtails;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Clustering;

public sealed class ClusteringHandlerTests
{
    private static readonly ClusteringHandler Handler = new(new TfIdfCosine(), Options.Create(new ClusteringOptions()));

    [Fact]
    public async Task What_passed_the_filter_is_grouped()
    {
        var (topics, _) = await Handler.Completes<ClusteredTopics>(Context(null, "crm software", "best crm software", "crm software free"));

        topics.Clusters.ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.HubKeyword.ShouldBe("crm software"), c => c.Spokes.Count.ShouldBe(2), c => c.Valid.ShouldBeTrue());
        topics.Similarity.ShouldBe("tfidf_cosine");
    }

    [Fact]
    public async Task Fewer_than_three_keywords_fail_for_good_and_the_message_says_what_to_do()
    {
        var error = await Should.ThrowAsync<StepException>(() => Handler.RunOnce(Context(null, "crm software", "best crm software")));

        error.IsTransient.ShouldBeFalse();
        error.Message.ShouldBe("Clustering needs at least 3 keywords, and 2 passed the filter. Run step 5 with a lower min_search_volume, or approve more seeds.");
    }

    [Fact]
    public async Task No_cluster_at_all_fails_for_good() =>
        (await Should.ThrowAsync<StepException>(() => Handler.RunOnce(Context(null, "payroll", "gardening", "chess")))).ErrorType.ShouldBe("no_clusters");

    [Fact]
    public async Task A_manual_trigger_may_set_the_limits_of_one_run()
    {
        var (topics, _) = await Handler.Completes<ClusteredTopics>(Context("""{"min_spokes": 1, "threshold": 0.2}""", "crm software", "crm guide", "chess"));

        topics.Clusters.ShouldHaveSingleItem().Spokes.ShouldHaveSingleItem().Keyword.ShouldBe("crm software");
        topics.Threshold.ShouldBe(0.2);
    }

    [Theory]
    [InlineData("""{"threshold": 0}""", "threshold")]
    [InlineData("""{"min_spokes": -1}""", "min_spokes")]
    [InlineData("""{"max_spokes": 1}""", "max_spokes")]
    public async Task Limits_that_make_no_sense_are_refused_by_name(string manual, string named) =>
        (await Should.ThrowAsync<StepException>(() => Handler.RunOnce(Context(manual, "a", "b", "c")))).Message.ShouldContain(named);

    private static FixedContext Context(string? manual, params string[] keywords) => FixedContext.ForStep(6, manual: manual).With(5, new FilteredKeywords
    {
        Keywords = [.. keywords.Select(k => new LongtailKeyword { Id = Guid.NewGuid(), Keyword = k, Volume = 500, Method = ExpansionMethod.Related, Seed = "crm" })],
        Removed = [],
        Total = keywords.Length,
        Filtered = 0,
        Breakdown = new FilterBreakdown(0, 0, 0, 0),
        MinSearchVolume = 100,
    });
}

using IntentEngine.Providers;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Competitors;

public sealed class CompetitorsHandlerTests
{
    [Fact]
    public async Task Each_competitor_comes_with_keywords_traffic_and_pages()
    {
        var data = new InMemoryKeywordData()
            .Knows("ranked", "pipestar.com", [.. Enumerable.Range(0, 150).Select(i => Samples.Keyword($"crm {i}", 1000 - i))])
            .Knows("ranked", "closerly.io", Samples.Keyword("sales pipeline", 500, 0.3));

        var (analysis, cost) = await new CompetitorsHandler(data).Completes<CompetitorAnalysis>(Context());

        analysis.Competitors.Select(c => c.Domain).ShouldBe(["pipestar.com", "closerly.io"]);
        analysis.Competitors[0].Keywords.Count.ShouldBe(100);
        analysis.Competitors[1].ShouldSatisfyAllConditions(
            c => c.Url.ShouldBe("https://closerly.io/"),
            c => c.TrafficVolume.ShouldBe(1234.5),
            c => c.TopPages.ShouldHaveSingleItem().Url.ShouldBe("https://closerly.io/pricing"),
            c => c.Keywords[0].ShouldBe(new CompetitorKeyword { Keyword = "sales pipeline", SearchVolume = 500, KeywordDifficulty = 20, Cpc = 1.5m, Competition = 0.3 }));
        analysis.Failed.ShouldBeEmpty();
        cost.ShouldBe(6 * InMemoryKeywordData.CallCost);
    }

    [Fact]
    public async Task One_that_fails_is_reported_and_the_others_stay()
    {
        var data = new InMemoryKeywordData()
            .Knows("ranked", "pipestar.com", Samples.Keyword("crm", 10))
            .Fails("ranked", "closerly.io", ProviderErrorType.ServerError);

        var (analysis, cost) = await new CompetitorsHandler(data).Completes<CompetitorAnalysis>(Context());

        analysis.Competitors.ShouldHaveSingleItem().Domain.ShouldBe("pipestar.com");
        analysis.Failed.ShouldHaveSingleItem().ShouldBe(new FailedCompetitor("https://closerly.io/", "ranked closerly.io failed."));
        cost.ShouldBe((3 * InMemoryKeywordData.CallCost) + 0.5m);
    }

    [Fact]
    public async Task An_unknown_domain_counts_as_failed()
    {
        var data = new InMemoryKeywordData().Knows("ranked", "pipestar.com", Samples.Keyword("crm", 10));

        var (analysis, _) = await new CompetitorsHandler(data).Completes<CompetitorAnalysis>(Context());

        analysis.Failed.ShouldHaveSingleItem().Reason.ShouldContain("No ranked keywords are known for closerly.io");
    }

    [Fact]
    public async Task All_failing_fails_the_step_with_what_it_cost()
    {
        var data = new InMemoryKeywordData().Fails("ranked", "pipestar.com", ProviderErrorType.RateLimit).Fails("pages", "closerly.io", ProviderErrorType.AuthError);

        var error = await Should.ThrowAsync<ProviderException>(() => new CompetitorsHandler(data).RunOnce(Context()));

        error.IsTransient.ShouldBeTrue();
        error.CostUsd.ShouldBe(0.5m + InMemoryKeywordData.CallCost);
    }

    [Fact]
    public async Task Without_competitors_the_step_is_blocked_and_says_how_to_name_some()
    {
        var context = FixedContext.ForStep(2).With(1, Samples.Icp with { Profile = Samples.Profile with { CompetitorUrls = [] } });

        var blocked = (await new CompetitorsHandler(new InMemoryKeywordData()).RunOnce(context)).ShouldBeOfType<StepResult.Blocked>();

        blocked.Reason.ShouldBe("No competitors were given.");
        blocked.RequiredAction.ShouldContain("competitor_urls");
    }

    [Fact]
    public async Task Competitors_stored_after_the_step_was_blocked_are_found()
    {
        var data = new InMemoryKeywordData().Knows("ranked", "late.com", Samples.Keyword("crm", 10));
        var context = FixedContext.ForStep(2, stored: Samples.Profile with { CompetitorUrls = ["late.com"] })
            .With(1, Samples.Icp with { Profile = Samples.Profile with { CompetitorUrls = [] } });

        (await new CompetitorsHandler(data).Completes<CompetitorAnalysis>(context)).Output.Competitors.ShouldHaveSingleItem().Domain.ShouldBe("late.com");
    }

    [Fact]
    public async Task A_manual_trigger_may_name_other_competitors()
    {
        var data = new InMemoryKeywordData().Knows("ranked", "other.com", Samples.Keyword("crm", 10));
        var context = FixedContext.ForStep(2, manual: new CompetitorsInput { CompetitorUrls = ["other.com"] }).With(1, Samples.Icp);

        (await new CompetitorsHandler(data).Completes<CompetitorAnalysis>(context)).Output.Competitors.ShouldHaveSingleItem().Domain.ShouldBe("other.com");
        data.Calls.ShouldAllBe(call => call.EndsWith("other.com", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Private_addresses_alone_fail_the_step_without_a_call()
    {
        var data = new InMemoryKeywordData();
        var context = FixedContext.ForStep(2, manual: new CompetitorsInput { CompetitorUrls = ["http://10.0.0.1", "http://localhost"] }).With(1, Samples.Icp);

        (await Should.ThrowAsync<StepException>(() => new CompetitorsHandler(data).RunOnce(context))).IsTransient.ShouldBeFalse();
        data.Calls.ShouldBeEmpty();
    }

    private static FixedContext Context() => FixedContext.ForStep(2).With(1, Samples.Icp);
}

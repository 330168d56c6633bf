using IntentEngine.Providers;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Seeds;
using IntentEngine.Workflows.Steps;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Longtails;

public sealed class LongtailsHandlerTests
{
    private static readonly IReadOnlyList<SeedKeyword> Seeds =
        SeedSelection.Choose(FixedContext.Workflow, [Samples.Competitor("pipestar.com", ("crm", 900), ("sales pipeline", 500))], new IcpAlignment(Samples.Icp));

    [Fact]
    public async Task Only_approved_seeds_are_expanded_by_four_methods()
    {
        var data = new InMemoryKeywordData().Knows("related", "crm", Samples.Keyword("crm tools", 50)).Knows("questions", "crm", Samples.Keyword("what is a crm", 40));

        var (output, cost) = await Handler(data).Completes<LongtailExpansion>(Context("crm"));

        output.Longtails.Select(k => k.Keyword).ShouldBe(["crm tools", "what is a crm"]);
        output.ByMethod.ShouldBe(new Dictionary<string, int> { ["related"] = 1, ["variations"] = 0, ["long_form"] = 0, ["questions"] = 1 }, ignoreOrder: true);
        data.Calls.Order(StringComparer.Ordinal).ShouldBe(["long_form crm", "questions crm", "related crm", "variations crm"]);
        cost.ShouldBe(4 * InMemoryKeywordData.CallCost);
    }

    [Fact]
    public async Task Nothing_is_bought_without_an_approved_seed()
    {
        var data = new InMemoryKeywordData();

        (await Should.ThrowAsync<StepException>(() => Handler(data).RunOnce(Context()))).ErrorType.ShouldBe("missing_input");

        data.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_method_that_fails_for_one_seed_is_reported()
    {
        var data = new InMemoryKeywordData()
            .Fails("long_form", "crm", ProviderErrorType.Timeout)
            .Knows("related", "sales pipeline", Samples.Keyword("pipeline stages", 50));

        var (output, cost) = await Handler(data).Completes<LongtailExpansion>(Context("crm", "sales pipeline"));

        output.Longtails.ShouldHaveSingleItem().Seed.ShouldBe("sales pipeline");
        output.Failed.ShouldHaveSingleItem().ShouldBe(new FailedExpansion("crm", ExpansionMethod.LongForm, "long_form crm failed."));
        cost.ShouldBe((7 * InMemoryKeywordData.CallCost) + 0.5m);
    }

    [Fact]
    public async Task All_failing_fails_the_step()
    {
        var data = new InMemoryKeywordData();
        foreach (var method in (string[])["related", "variations", "long_form", "questions"]) data.Fails(method, "crm", ProviderErrorType.AccountError);

        var error = await Should.ThrowAsync<ProviderException>(() => Handler(data).RunOnce(Context("crm")));

        error.IsTransient.ShouldBeFalse();
        error.CostUsd.ShouldBe(2m);
    }

    [Fact]
    public async Task Nothing_known_around_the_seeds_fails_for_good_but_is_tried_again_when_a_call_failed()
    {
        (await Should.ThrowAsync<StepException>(() => Handler(new InMemoryKeywordData()).RunOnce(Context("crm")))).ErrorType.ShouldBe("no_keywords");

        var data = new InMemoryKeywordData().Fails("related", "crm", ProviderErrorType.ServerError);
        (await Should.ThrowAsync<ProviderException>(() => Handler(data).RunOnce(Context("crm")))).IsTransient.ShouldBeTrue();
    }

    private static LongtailsHandler Handler(InMemoryKeywordData data) => new(data, Options.Create(new LongtailLimits()));

    private static FixedContext Context(params string[] approved) => FixedContext.ForStep(4)
        .With(3, new SeedKeywords(Seeds))
        .Approving("seed_keywords", Seeds.Where(seed => approved.Contains(seed.Keyword)).Select(seed => seed.Id));
}

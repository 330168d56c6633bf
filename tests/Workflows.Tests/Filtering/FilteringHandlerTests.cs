using IntentEngine.Workflows.Longtails;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Filtering;

public sealed class FilteringHandlerTests
{
    [Theory]
    [InlineData(null, 100, 1)]
    [InlineData("""{"min_search_volume": 50}""", 50, 2)]
    [InlineData("""{"min_search_volume": 0, "drop_off_brand": true}""", 0, 1)]
    [InlineData("""{"min_search_volume": 901}""", 901, 0)]
    public async Task A_manual_trigger_may_set_the_limits_of_one_run(string? manual, long minimum, int kept)
    {
        var (output, cost) = await Run(manual).Completes();

        output.MinSearchVolume.ShouldBe(minimum);
        output.Keywords.Count.ShouldBe(kept);
        cost.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"min_volume": 50}""", "min_volume")]
    [InlineData("""{"min_search_volume": -1}""", "min_search_volume")]
    [InlineData("""{"similarity_threshold": 1.5}""", "similarity_threshold")]
    [InlineData("[]", "input_data")]
    public async Task Limits_that_make_no_sense_are_refused_by_name(string manual, string named) =>
        (await Should.ThrowAsync<StepException>(() => Run(manual).Completes())).Message.ShouldContain(named);

    private static (FilteringHandler Handler, FixedContext Context) Run(string? manual)
    {
        LongtailKeyword[] longtails = [Keyword("crm tools", 900), Keyword("cat videos", 60)];
        var expansion = new LongtailExpansion { Longtails = longtails, Failed = [], ByMethod = new Dictionary<string, int>() };
        return (new FilteringHandler(Options.Create(new FilteringOptions())), FixedContext.ForStep(5, manual: manual).With(1, Samples.Icp).With(4, expansion));
    }

    private static LongtailKeyword Keyword(string text, long volume) =>
        new() { Id = Guid.NewGuid(), Keyword = text, Volume = volume, Method = ExpansionMethod.Related, Seed = "crm" };
}

file static class Runs
{
    public static Task<(FilteredKeywords Output, decimal Cost)> Completes(this (FilteringHandler Handler, FixedContext Context) run) =>
        run.Handler.Completes<FilteredKeywords>(run.Context);
}

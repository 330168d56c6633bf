using IntentEngine.Workflows.Competitors;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Seeds;

public sealed class SeedsHandlerTests
{
    [Fact]
    public async Task Seeds_come_from_the_competitors_of_step_two()
    {
        var context = Context(Samples.Competitor("pipestar.com", ("crm", 900)));

        var (output, _) = await new SeedsHandler().Completes<SeedKeywords>(context);

        output.Seeds.ShouldHaveSingleItem().Keyword.ShouldBe("crm");
    }

    [Fact]
    public async Task No_keyword_at_all_fails_for_good() =>
        (await Should.ThrowAsync<StepException>(() => new SeedsHandler().RunOnce(Context(Samples.Competitor("pipestar.com"))))).ErrorType.ShouldBe("no_keywords");

    private static FixedContext Context(CompetitorProfile competitor) =>
        FixedContext.ForStep(3).With(1, Samples.Icp).With(2, new CompetitorAnalysis { Competitors = [competitor], Failed = [] });
}

using IntentEngine.Workflows.ProviderCalls;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Seeds;

public sealed class IcpAlignmentTests
{
    private readonly IcpAlignment alignment = new(Samples.Icp);

    [Theory]
    [InlineData("sales pipeline", 1.0)]
    [InlineData("email automations for agency", 1.0)]
    [InlineData("crm recipes", 0.5)]
    [InlineData("best crm cake recipes", 0.25)]
    [InlineData("laxmi automobiles", 0.0)]
    [InlineData("how to", 0.0)]
    [InlineData("crm crm cake", 0.5)]
    public void The_score_is_the_share_of_words_that_the_profile_uses(string keyword, double score) => alignment.Score(keyword).ShouldBe(score);
}

using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Profiles;

public sealed class ProfileChoiceTests
{
    private static readonly OrganizationProfile Stored = Samples.Profile with { Name = "stored", CompetitorUrls = ["stored.com"] };
    private static readonly OrganizationProfile Created = Samples.Profile with { Name = "created", CompetitorUrls = ["created.com"] };
    private static readonly OrganizationProfile Manual = Samples.Profile with { Name = "manual", CompetitorUrls = ["manual.com"] };

    [Fact]
    public void What_was_said_last_wins()
    {
        ProfileChoice.Choose(new ProfileInput { Profile = Manual }, new WorkflowInput { Profile = Created }, Stored)!.Name.ShouldBe("manual");
        ProfileChoice.Choose(null, new WorkflowInput { Profile = Created }, Stored)!.Name.ShouldBe("created");
        ProfileChoice.Choose(null, new WorkflowInput(), Stored)!.Name.ShouldBe("stored");
        ProfileChoice.Choose(null, new WorkflowInput(), null).ShouldBeNull();
    }

    [Fact]
    public void Competitors_named_for_the_run_win_over_those_of_a_profile()
    {
        Competitors(new ProfileInput { CompetitorUrls = ["a.com"] }, new WorkflowInput { CompetitorUrls = ["b.com"] }).ShouldBe(["a.com"]);
        Competitors(new ProfileInput { Profile = Manual }, new WorkflowInput { CompetitorUrls = ["b.com"] }).ShouldBe(["manual.com"]);
        Competitors(null, new WorkflowInput { CompetitorUrls = ["b.com"] }).ShouldBe(["b.com"]);
        Competitors(null, new WorkflowInput { CompetitorUrls = [] }).ShouldBe(["stored.com"]);
        Competitors(null, new WorkflowInput { CompetitorUrls = [" "] }).ShouldBe(["stored.com"]);
    }

    [Theory]
    [InlineData("", "x", "x", "profile.name")]
    [InlineData("x", " ", "x", "profile.industry")]
    [InlineData("x", "x", "", "profile.goals")]
    public void A_profile_that_says_nothing_is_named_by_field(string name, string industry, string goals, string field) =>
        ProfileChoice.Problem(new OrganizationProfile { Name = name, Industry = industry, Goals = goals })!.ShouldStartWith(field);

    [Fact]
    public void A_profile_within_its_limits_has_no_problem()
    {
        ProfileChoice.Problem(Samples.Profile).ShouldBeNull();
        ProfileChoice.Problem(Samples.Profile with { Goals = new string('x', 2001) }).ShouldNotBeNull();
    }

    private static IReadOnlyList<string> Competitors(ProfileInput? manual, WorkflowInput input) => ProfileChoice.Choose(manual, input, Stored)!.CompetitorUrls;
}

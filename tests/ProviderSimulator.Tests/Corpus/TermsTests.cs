using Shouldly;
using Xunit;

namespace IntentEngine.ProviderSimulator.Corpus;

public sealed class TermsTests
{
    private static readonly Terms Loaded = Terms.Load();

    [Fact]
    public void At_least_three_hundred_domains_have_three_phrases_or_more() => Loaded.UsableDomains.Count().ShouldBeGreaterThanOrEqualTo(300);

    [Fact]
    public void A_host_counts_for_the_domain_above_it_but_not_for_shared_hosts()
    {
        Loaded.OfDomain("docker.com").Select(term => term.Text).ShouldContain("docker compose");
        Loaded.OfDomain("docs.docker.com").Select(term => term.Text).ShouldContain("docker compose");
        Loaded.OfDomain("github.io").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("how does docker compose work", "docker compose")]
    [InlineData("docker compose", "docker compose")]
    [InlineData("laxmi zzz", null)]
    public void The_longest_known_term_is_found_inside_a_text(string text, string? expected) => Loaded.Inside(text)?.Text.ShouldBe(expected);

    [Fact]
    public void Figures_depend_on_the_keyword_alone()
    {
        var figures = DerivedFigures.Of("docker compose tutorial", Loaded)!;
        figures.ShouldBe(DerivedFigures.Of("docker compose tutorial", Terms.Load()));
        figures.Volume.ShouldBeLessThan(DerivedFigures.Of("docker compose", Loaded)!.Volume);
        figures.Difficulty.ShouldBeInRange(0, 100);
    }

    [Fact]
    public void All_figures_of_the_corpus_are_within_their_ranges()
    {
        foreach (var domain in Loaded.UsableDomains)
            foreach (var term in Loaded.OfDomain(domain))
            {
                var figures = DerivedFigures.Of(term.Text, Loaded)!;
                figures.Volume.ShouldBeInRange(10, 200_000);
                (figures.Volume % 10).ShouldBe(0);
                figures.Difficulty.ShouldBeInRange(0, 100);
                figures.Cpc.ShouldBeInRange(0, 10);
            }
    }
}

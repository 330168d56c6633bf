using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Articles.Pipeline;

public sealed class SlugTests
{
    [Theory]
    [InlineData("CRM Pricing: What's New in 2026?", "crm-pricing-whats-new-in-2026")]
    [InlineData("  --A  &  B--  ", "a-b")]
    [InlineData("कपड़ा", "otherwise")]
    public void A_slug_has_ascii_letters_digits_and_single_dashes(string title, string slug) => Slug.Of(title, "otherwise").ShouldBe(slug);

    [Fact]
    public void A_long_title_is_cut_at_a_word()
    {
        Slug.Of(string.Concat(Enumerable.Repeat("seven77 ", 20)), "x").ShouldBe(string.Join('-', Enumerable.Repeat("seven77", 10)));
        Slug.Of(new string('a', 200), "x").Length.ShouldBe(80);
    }
}

using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Filtering;

public sealed class KeywordFormTests
{
    [Theory]
    [InlineData("SEO Tools", "seo tools")]
    [InlineData("seo-tools", "seo tools")]
    [InlineData("seo_tools", "seo tools")]
    [InlineData("  what's   new?! ", "whats new")]
    [InlineData("crm (2026)", "crm 2026")]
    [InlineData("-- ?? --", "")]
    [InlineData("कपड़ा मशीन", "कपड़ा मशीन")]
    public void Normalizing_keeps_letters_and_digits_and_single_spaces(string text, string expected) => KeywordForm.Normalize(text).ShouldBe(expected);

    [Fact]
    public void The_key_of_a_keyword_ignores_case_and_outer_space_alone() => KeywordForm.Key("  SEO-Tools ").ShouldBe("seo-tools");
}

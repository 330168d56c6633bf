using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Filtering;

public sealed class TextSimilarityTests
{
    [Theory]
    [InlineData("SEO tools", "seo-tools", 1.0, true)]
    [InlineData("seo tool", "seo tools", 0.889, true)]
    [InlineData("best crm software", "best crm softwares", 0.944, true)]
    [InlineData("crm pricing", "crm prices", 0.727, false)]
    [InlineData("email marketing", "email marketing tips", 0.75, false)]
    [InlineData("?", "!", 1.0, true)]
    [InlineData("", "crm", 0.0, false)]
    [InlineData("abcdefghijklmnopqrst", "abcdefghijklmnopqxyz", 0.85, true)]
    public void Likeness_is_the_share_of_the_longer_text_that_needs_no_edit(string a, string b, double expected, bool alike)
    {
        TextSimilarity.Of(a, b).ShouldBe(expected, 0.0005);
        TextSimilarity.Of(b, a).ShouldBe(expected, 0.0005);
        TextSimilarity.AtLeast(KeywordForm.Normalize(a), KeywordForm.Normalize(b), 0.85).ShouldBe(alike);
    }
}

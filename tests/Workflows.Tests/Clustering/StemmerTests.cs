using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Clustering;

public sealed class StemmerTests
{
    [Theory]
    [InlineData("price", "prices", "pricing", "priced")]
    [InlineData("machine", "machines", "machinery", "machine")]
    [InlineData("manufacture", "manufacturer", "manufacturing", "manufacturers")]
    [InlineData("run", "running", "run", "run")]
    [InlineData("sell", "selling", "sells", "sell")]
    [InlineData("agency", "agencies", "agency", "agency")]
    [InlineData("box", "boxes", "box", "box")]
    [InlineData("business", "business", "businesses", "business")]
    public void Forms_of_one_word_share_a_stem(string a, string b, string c, string d) =>
        new[] { b, c, d }.ShouldAllBe(word => Stemmer.Stem(word) == Stemmer.Stem(a));

    [Theory]
    [InlineData("crm")]
    [InlineData("seo")]
    [InlineData("gas")]
    [InlineData("analysis")]
    public void Short_words_and_words_that_only_look_inflected_stay(string word) => Stemmer.Stem(word).ShouldBe(word);
}

using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Clustering;

public sealed class TokenJaccardTests
{
    [Theory]
    [InlineData("crm software", "best crm software", 0.667)]
    [InlineData("crm software", "crm software for small business", 0.4)]
    [InlineData("crm software", "email marketing tools", 0)]
    [InlineData("market", "marketing", 0.1)]
    [InlineData("crm software", "CRM-Software!", 1)]
    [InlineData("of to", "crm", 0)]
    public void Similarity_is_shared_words_plus_a_tenth_per_contained_word(string a, string b, double expected)
    {
        var alike = new TokenJaccard().Over([a, b]);

        alike(0, 1).ShouldBe(expected, 0.0005);
        alike(1, 0).ShouldBe(alike(0, 1));
    }
}

using IntentEngine.Workflows.ProviderCalls;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Seeds;

public sealed class BrandTests
{
    private readonly IcpAlignment alignment = new(Samples.Icp);

    [Theory]
    [InlineData("hubspot pricing", "hubspot.com", true)]
    [InlineData("hub spot pricing", "hubspot.com", true)]
    [InlineData("hubspot's crm", "hubspot.com", true)]
    [InlineData("aakash machines", "aakashtexeng.com", true)]
    [InlineData("crm software", "crmsoftware.com", false)]
    [InlineData("email tools", "emailoctopus.com", false)]
    [InlineData("marketing hub", "hubspot.com", false)]
    [InlineData("sap crm", "sap.com", true)]
    [InlineData("what is a deal", "what.com", false)]
    [InlineData("where to buy tape", "wherefour.com", false)]
    [InlineData("getresponse pricing", "getresponse.com", true)]
    [InlineData("get response pricing", "getresponse.com", true)]
    [InlineData("contact us", "actu.com", false)]
    public void A_keyword_names_a_brand_by_the_label_of_its_domain(string keyword, string domain, bool branded) =>
        Brand.IsNamedBy(keyword, domain, alignment).ShouldBe(branded);
}

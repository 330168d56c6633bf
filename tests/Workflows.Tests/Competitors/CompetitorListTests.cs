using IntentEngine.Workflows.Steps;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Competitors;

public sealed class CompetitorListTests
{
    [Theory]
    [InlineData("https://www.HubSpot.com/products?x=1", "hubspot.com")]
    [InlineData("hubspot.com", "hubspot.com")]
    [InlineData("http://blog.hubspot.com", "blog.hubspot.com")]
    [InlineData("bücher.example.com", "xn--bcher-kva.example.com")]
    public void An_address_becomes_its_domain(string url, string domain) =>
        CompetitorList.Vet([url], null).Accepted.ShouldHaveSingleItem().Domain.ShouldBe(domain);

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://localhost:8080")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:pw@hubspot.com")]
    [InlineData("not a domain")]
    public void An_address_that_is_no_public_website_is_refused_with_a_reason(string url)
    {
        var list = CompetitorList.Vet([url, "hubspot.com"], null);

        list.Accepted.ShouldHaveSingleItem().Domain.ShouldBe("hubspot.com");
        list.Refused.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Url.ShouldBe(url), r => r.Reason.ShouldNotBeEmpty());
    }

    [Fact]
    public void A_domain_counts_once_and_the_organizations_own_not_at_all()
    {
        var list = CompetitorList.Vet(["hubspot.com", " ", "https://www.hubspot.com/x", "acme.com"], "https://www.acme.com");

        list.Accepted.Count.ShouldBe(1);
        list.Refused.ShouldHaveSingleItem().Reason.ShouldContain("own website");
    }

    [Fact]
    public void Ten_competitors_are_accepted_and_eleven_are_not()
    {
        CompetitorList.Vet(Enumerable.Range(0, 10).Select(i => $"rival{i}.com"), null).Accepted.Count.ShouldBe(10);
        Should.Throw<StepException>(() => CompetitorList.Vet(Enumerable.Range(0, 11).Select(i => $"rival{i}.com"), null)).Message.ShouldContain("not 11");
    }
}

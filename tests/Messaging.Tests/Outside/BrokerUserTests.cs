namespace IntentEngine.Messaging.Outside;

public sealed class BrokerUserTests
{
    private static readonly Guid Organization = new("d3300000-0000-4000-8000-000000000001");

    [Fact]
    public void The_engine_reads_the_organization_from_the_name_it_gave() =>
        Publisher.OrganizationOf(new BrokerUser(Organization, "crm").Name).ShouldBe(Organization);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("intentengine")]
    [InlineData("00000000-0000-0000-0000-000000000000.crm")]
    [InlineData("d3300000-0000-4000-8000-000000000001crm")]
    [InlineData("x3300000-0000-4000-8000-000000000001.crm")]
    [InlineData("{d330000-0000-4000-8000-000000000001}.crm")]
    public void Other_names_are_nobody_s(string? name) => Publisher.OrganizationOf(name).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("CRM")]
    [InlineData("c.rm")]
    [InlineData("crm ")]
    [InlineData("a|b")]
    public void A_program_has_a_plain_name(string program) => Should.Throw<ArgumentException>(() => new BrokerUser(Organization, program));

    [Fact]
    public void Whoever_may_publish_nothing_has_a_pattern_that_matches_no_command() =>
        new BrokerUser(Organization, "crm").Permissions("/", []).Single(p => p.Contains(OutsideExchanges.Commands) && p[0] == "set_topic_permissions")[^2].ShouldBe("^()$");
}

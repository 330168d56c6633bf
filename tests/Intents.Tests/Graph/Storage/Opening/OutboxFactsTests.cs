using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Hosts;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntentEngine.Intents.Graph.Storage.Opening;

public sealed class OutboxFactsTests(IntentsHost host)
{
    [Fact]
    public async Task Facts_of_other_backends_go_through_the_services_outbox()
    {
        var organization = new Organization(host);
        await new OutboxFacts(host.Database, NullLogger<OutboxFacts>.Instance).SendAsync(organization.Id, [new IntentReady { OrganizationId = organization.Id, IntentId = "a", IntentType = "graph" }]);
        await organization.Settle();

        organization.Ready.ShouldHaveSingleItem().IntentId.ShouldBe("a");
    }

    [Fact]
    public async Task A_fact_that_cannot_be_sent_does_not_fail_the_change() =>
        await new OutboxFacts(host.Database, NullLogger<OutboxFacts>.Instance).SendAsync(Guid.Empty, [new IntentReady { OrganizationId = Guid.Empty, IntentId = "a", IntentType = "graph" }]);
}

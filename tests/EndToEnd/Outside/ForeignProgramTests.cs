using IntentEngine.EndToEnd.Clusters;
using IntentEngine.Messaging.Outside;
using IntentEngine.Support;

namespace IntentEngine.EndToEnd.Outside;

/// <summary>Programs in any language take part through the broker alone (ADR 0009).</summary>
[Collection(OneCluster.Name)]
public sealed class ForeignProgramTests(ClusterFixture fixture)
{
    private readonly Guid _organization = Guid.NewGuid();
    private readonly string _intent = $"order-{Guid.NewGuid()}";

    [Fact(Timeout = 180_000)]
    public async Task An_intent_published_outside_is_done_outside_and_its_publisher_hears_of_it()
    {
        await using var publisher = await ForeignProgram.StartAsync(fixture.Cluster, new BrokerUser(_organization, "crm"), ["intents.create.v1", "intents.cancel.v1"], ["intents.ended.v1"]);
        await using var worker = await ForeignProgram.StartAsync(fixture.Cluster, new BrokerUser(_organization, "greeter"),
            ["intents.claim.v1", "intents.complete.v1", "intents.fail.v1"], ["intents.ready.v1", "intents.claimed.v1"]);

        // Twice the same event: one intent, and one end.
        for (var i = 0; i < 2; i++) await publisher.Event("intents.create.v1", _intent, Wish(_organization));
        await worker.Sees("intents.ready.v1", _intent);
        await worker.Command("intents.claim.v1", new { organization_id = _organization, intent_id = _intent, worker = "greeter", execution_id = "e-1" });
        var claimed = await worker.Sees("intents.claimed.v1", _intent);
        claimed.GetProperty("context").GetProperty("name").GetString().ShouldBe("Ada");
        await worker.Command("intents.complete.v1", new { organization_id = _organization, intent_id = _intent, execution_id = "e-1" });

        var ended = await publisher.Sees("intents.ended.v1", _intent);

        (ended.GetProperty("status").GetString(), ended.GetProperty("intent_type").GetString()).ShouldBe(("completed", "say_hello"));
        worker.Seen("intents.ready.v1", _intent).Count().ShouldBe(1);
        (await Count("intent_executions where tenant_id = $1 and status = 'completed'")).ShouldBe(1);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_cancelled_intent_ends_too_and_another_organization_hears_of_nothing()
    {
        await using var publisher = await ForeignProgram.StartAsync(fixture.Cluster, new BrokerUser(_organization, "crm"), ["intents.create.v1", "intents.cancel.v1"], ["intents.ready.v1", "intents.ended.v1"]);
        await using var neighbour = await ForeignProgram.StartAsync(fixture.Cluster, new BrokerUser(Guid.NewGuid(), "spy"), [], ["#"]);
        await publisher.Command("intents.create.v1", Wish(_organization));
        await publisher.Sees("intents.ready.v1", _intent);
        await publisher.Command("intents.cancel.v1", new { organization_id = _organization, intent_id = _intent, reason = "no longer wanted" });

        var ended = await publisher.Sees("intents.ended.v1", _intent);

        (ended.GetProperty("status").GetString(), ended.GetProperty("error").GetString()).ShouldBe(("cancelled", "no longer wanted"));
        neighbour.Seen("intents.ended.v1", _intent).ShouldBeEmpty();
        (publisher.SeesOnlyItsOwn, neighbour.SeesOnlyItsOwn).ShouldBe((true, true));
    }

    [Fact(Timeout = 180_000)]
    public async Task An_intent_for_another_organization_is_parked_and_not_created()
    {
        var victim = Guid.NewGuid();
        await using var publisher = await ForeignProgram.StartAsync(fixture.Cluster, new BrokerUser(_organization, "crm"), ["intents.create.v1"], []);
        await publisher.Command("intents.create.v1", Wish(victim));

        await Eventually.Holds(async () => await Count("parked where organization_id = $1 and exception_text like '%to equal organization_id%'") == 1, "the message to be parked", TimeSpan.FromSeconds(60));
        (await fixture.Cluster.Databases.Count("intents", "select count(*) from intent_executions where tenant_id = $1", victim)).ShouldBe(0);
    }

    private object Wish(Guid organization) => new { organization_id = organization, intent_id = _intent, intent_type = "say_hello", context = new { name = "Ada" }, created_by = "crm" };

    private Task<long> Count(string what) => fixture.Cluster.Databases.Count("intents", $"select count(*) from {what}", _organization);
}

using IntentEngine.Intents.ActionQueues.Hosts;
using IntentEngine.Owners.Records;
using IntentEngine.Owners.Retrying;
using IntentEngine.Settlers;

namespace IntentEngine.Intents.ActionQueues;

/// <summary>The sample over a real RabbitMQ and PostgreSQL: the three flows of seed 003 §10, with owners who know nothing but their tokens.</summary>
[Collection(nameof(BrokerHost))]
public sealed class SettlersTests(BrokerHost host)
{
    private readonly PrivateEngine _engine = host.Engine;

    [Fact]
    public async Task Work_goes_on_fails_and_gives_way_to_needs_by_token_alone()
    {
        var organization = Guid.NewGuid();
        await using var broker = await Broker.ConnectAsync(_engine.Amqp, organization);
        var village = new Village(broker, organization, Records, FailurePolicy.Default with { MovementCooldown = TimeSpan.FromMilliseconds(50) }, _ => { });

        await village.LiveAsync(TimeSpan.FromSeconds(60));

        Of("Alma").ShouldBe(["work lets Alma fell a tree", "work: Alma did fell a tree", "work lets Alma carry wood", "work: Alma did carry wood", "Alma has worked enough"]);
        Of("Bert").ShouldBe(
        [
            "work lets Bert fish", "work: Bert failed (movement_failed) at attempt 1", "work lets Bert fish", "work: Bert failed (movement_failed) at attempt 2",
            "work lets Bert fish", "work: Bert failed (movement_failed) at attempt 3", "work unassigns Bert", "navigation lets Bert go home", "navigation: Bert is home",
        ]);
        Of("Cleo").ShouldBe(
        [
            "work lets Cleo saw planks", "needs lets Cleo eat", "work of Cleo is interrupted", "needs: Cleo has eaten", "work resumes for Cleo",
            "work lets Cleo saw planks", "work: Cleo did saw planks", "Cleo has worked enough",
        ]);
        foreach (var owner in (string[])["work", "needs", "navigation"]) (await Records(owner).ListAsync()).ShouldBeEmpty();

        IExecutionRecords Records(string owner) => new PostgresExecutionRecords(_engine.Records, organization, owner);
        IEnumerable<string> Of(string settler) => village.Story.Where(line => line.Contains(settler));
    }
}

using IntentEngine.EndToEnd.Clusters;

namespace IntentEngine.EndToEnd.Faults;

/// <summary>kill -9 of RabbitMQ while messages are under way (specification: reliability §5.4, T4).</summary>
[Collection(OneCluster.Name), Trait("Category", "Fault")]
public sealed class KilledBrokerTests(ClusterFixture fixture)
{
    private const int Kills = 5;

    [Fact(Timeout = 600_000)]
    public async Task Five_kills_of_the_broker_lose_nothing_and_repeat_nothing()
    {
        var cluster = fixture.Cluster;
        await using var run = new FaultRun(cluster, "kill broker");
        await run.Run(atLeast: 15, atMost: 60, atOnce: 4, async faults =>
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                await faults.Strike(async () =>
                {
                    await cluster.Broker.KillAsync();
                    await cluster.Broker.RestartAsync();
                });
            }
        });
    }
}

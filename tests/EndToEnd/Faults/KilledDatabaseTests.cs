using IntentEngine.EndToEnd.Clusters;

namespace IntentEngine.EndToEnd.Faults;

/// <summary>kill -9 of PostgreSQL while transactions are under way (specification: reliability §5.4, T5).</summary>
[Collection(OneCluster.Name), Trait("Category", "Fault")]
public sealed class KilledDatabaseTests(ClusterFixture fixture)
{
    private const int Kills = 5;

    [Fact(Timeout = 600_000)]
    public async Task Five_kills_of_the_database_lose_nothing_and_repeat_nothing()
    {
        var cluster = fixture.Cluster;
        await using var run = new FaultRun(cluster, "kill database");
        await run.Run(atLeast: 15, atMost: 60, atOnce: 4, async faults =>
        {
            for (var kill = 0; kill < Kills; kill++) await faults.Strike(cluster.RestartPostgres);
        });
    }
}

using IntentEngine.EndToEnd.Clusters;

namespace IntentEngine.EndToEnd.Faults;

/// <summary>kill -9 of Workflows while it works (specification: reliability §5.4, T1).</summary>
[Collection(OneCluster.Name), Trait("Category", "Fault")]
public sealed class KilledServiceTests(ClusterFixture fixture)
{
    private const int Kills = 20;

    [Fact(Timeout = 600_000)]
    public async Task Twenty_kills_of_workflows_lose_nothing_and_repeat_nothing()
    {
        var cluster = fixture.Cluster;
        await using var run = new FaultRun(cluster, "kill workflows");
        await run.Run(atLeast: 20, atMost: 60, atOnce: 4, async faults =>
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                var victim = cluster.Workflows[kill % cluster.Workflows.Count];
                await faults.Strike(() =>
                {
                    victim.Kill().ShouldBeTrue();
                    return Task.CompletedTask;
                });
            }
        });
    }
}

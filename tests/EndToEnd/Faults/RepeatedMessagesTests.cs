using IntentEngine.EndToEnd.Clusters;
using IntentEngine.Support;

namespace IntentEngine.EndToEnd.Faults;

/// <summary>Messages that come several times, late and out of order (specification: reliability §5.4, T13).</summary>
[Collection(OneCluster.Name), Trait("Category", "Fault")]
public sealed class RepeatedMessagesTests(ClusterFixture fixture)
{
    private const int Seed = 20260101;

    [Fact(Timeout = 600_000)]
    public async Task Repeated_late_and_reordered_messages_change_no_outcome()
    {
        var cluster = fixture.Cluster;
        await using var run = new FaultRun(cluster, "repeated messages");
        var report = await run.Run(atLeast: 15, atMost: 15, atOnce: 5, async faults =>
        {
            await using var republisher = await Republisher.StartAsync(cluster, Seed, EngineQueues.All);
            // Until all that can end has ended under it; the repetitions of the last messages come after.
            await Eventually.Holds(() => Task.FromResult(faults.LoadIsOver), "the load is over", TimeSpan.FromMinutes(5));
            faults.Figure("seed", Seed);
            faults.Figure("messages", republisher.Seen);
            faults.Figure("copies", republisher.Copies);
            faults.Figure("held_back", republisher.Late);
            faults.Struck(republisher.Copies);
        });
        report.Figures["copies"].ShouldBeGreaterThan(100);
        report.Figures["held_back"].ShouldBeGreaterThan(100);
    }
}

using System.Diagnostics;
using IntentEngine.EndToEnd.Clusters;

namespace IntentEngine.EndToEnd.Faults;

/// <summary>The broker's disk is lost, together with the processes that had taken messages from it (specification: reliability §5.4, T9).</summary>
/// <remarks>
/// What PostgreSQL knows to be under way is sent again when its deadline has passed. Deadlines are minutes after the start of a
/// step; here they are moved to now, which is what waiting would do.
/// </remarks>
[Collection(OneCluster.Name), Trait("Category", "Fault")]
public sealed class LostBrokerDataTests(ClusterFixture fixture)
{
    private const string DeadlinesPass = """
        with passed as (
            update intent_workflows set deadline = now()
            where organization_id = $1 and phase in ('Running', 'Delegating') and updated_at < now() - interval '5 seconds' and deadline > now()
            returning 1)
        select count(*) from passed
        """;

    private const int MostStrikes = 3;

    private static readonly TimeSpan LossShowsWithin = TimeSpan.FromSeconds(15);

    [Fact(Timeout = 600_000)]
    public async Task Work_whose_messages_are_lost_with_the_broker_is_sent_again()
    {
        var cluster = fixture.Cluster;
        await using var run = new FaultRun(cluster, "lose broker data");
        await run.Run(atLeast: 24, atMost: 24, atOnce: 6, async faults =>
        {
            var (passed, strikes, since) = (0L, 0, Stopwatch.StartNew());
            while (!faults.LoadIsOver)
            {
                // What was under way may have had its message still in the outbox, and then nothing was lost.
                if (passed == 0 && strikes < MostStrikes && (strikes == 0 || since.Elapsed > LossShowsWithin))
                {
                    await faults.Strike(LoseBroker);
                    strikes++;
                    since.Restart();
                }

                passed += await cluster.Databases.Count("workflows", DeadlinesPass, faults.OrganizationId);
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            }

            faults.Figure("deadlines_passed", passed);
            passed.ShouldBeGreaterThan(0, "nothing was lost with the broker, so nothing was shown");
        });

        Task LoseBroker()
        {
            foreach (var service in cluster.Workflows) service.Kill().ShouldBeTrue();
            return cluster.LoseBrokerData();
        }
    }
}

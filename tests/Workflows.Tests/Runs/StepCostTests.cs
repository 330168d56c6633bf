using System.Diagnostics;
using IntentEngine.Support;
using IntentEngine.Workflows.Hosts;
using IntentEngine.Workflows.Saga;
using IntentEngine.Workflows.Steps;
using Npgsql;

namespace IntentEngine.Workflows.Runs;

/// <summary>One message and one database transaction per automatic step, shown by the server's transaction counter and by the round trips of the client.</summary>
/// <remarks>
/// The server is this test's own and the host's clock stands still, so nothing of the background comes round: no sweeping, no relaying
/// to Lineage, no search for stuck work. What is left of it is one deletion of confirmed outbox rows, in a transaction of the background role;
/// in operation that is one for up to a thousand messages, every 25 ms at most.
/// </remarks>
public sealed class StepCostTests
{
    [Fact]
    public async Task Ten_steps_cost_ten_messages_and_ten_transactions()
    {
        var postgres = new PostgresFixture();
        await postgres.InitializeAsync();
        await using var stopped = postgres;
        await using var host = await WorkflowHost.StartAsync(postgres, new FakeClock(TimeProvider.System.GetUtcNow()));
        await using var owner = NpgsqlDataSource.Create(host.Connections.Migrator!);
        // The first workflow opens connections, and its first message is the one whose row is deleted.
        await Run(host, new Organization(host));
        var organization = new Organization(host);
        var before = await TransactionId(owner);
        using var trips = new RoundTrips(host);

        await Run(host, organization);

        var commands = trips.Commands;
        var spent = await TransactionId(owner) - before - 1;
        spent.ShouldBe(11, "one writing transaction to create it and one per step; the counter's own is left out");
        (await organization.One<long>("select count(*) from inbox where consumer = 'run-step'")).ShouldBe(10, "one message per step");
        (await organization.One<int>("select version from intent_workflows")).ShouldBe(11, "one transition each");
        (await organization.Rows("select xmin::text from intent_audit_log", r => r.GetString(0))).Distinct().Count().ShouldBe(11);
        commands.ShouldBe(11 + 1, "a step takes one round trip; to create takes one more, to look whether it is there");
    }

    /// <summary>Runs one workflow to its end, which is seen in memory so that looking costs nothing.</summary>
    private static async Task Run(WorkflowHost host, Organization organization)
    {
        var id = Guid.NewGuid();
        await host.Workflows.Raise(organization.Id, id, new WorkflowSubmitted
        {
            WorkflowId = id,
            OrganizationId = organization.Id,
            Definition = TestDefinitions.TenSteps.Name,
            DefinitionVersion = 1,
            Name = "ten steps",
            Input = new WorkflowInput(),
            Actor = Actor.System,
        }, null, CancellationToken.None);
        await Eventually.Holds(async () => await host.Workflows.Look(organization.Id, id, w => w.Status, atLeast: 0, CancellationToken.None) == "completed", "the end of ten steps");
    }

    private static async Task<long> TransactionId(NpgsqlDataSource owner)
    {
        await using var command = owner.CreateCommand("select pg_current_xact_id()::text::bigint");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Counts what the client sends to one database: a batch is one command, and one transaction.</summary>
    private sealed class RoundTrips : IDisposable
    {
        private readonly ActivityListener _listener;
        private int _commands;

        public RoundTrips(WorkflowHost host)
        {
            var port = new NpgsqlConnectionStringBuilder(host.Connections.App).Port;
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Npgsql",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = activity =>
                {
                    // Other tests run in this process; their servers listen elsewhere.
                    if (Convert.ToInt32(activity.GetTagItem("server.port") ?? 0, null) == port) Interlocked.Increment(ref _commands);
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public int Commands => Volatile.Read(ref _commands);

        public void Dispose() => _listener.Dispose();
    }
}

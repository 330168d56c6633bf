using IntentEngine.Contracts.Lineage;
using IntentEngine.Lineage.Projection;
using IntentEngine.Messaging.Database;
using IntentEngine.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;

namespace IntentEngine.Lineage.Events;

/// <summary>The months of the log, in a database of its own: what is dropped is dropped for everybody.</summary>
public sealed class EventUpkeepTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public async Task Months_are_made_ahead_and_what_waited_in_the_default_partition_moves_into_them()
    {
        var options = await host.NewDatabaseAsync("upkeep_ahead");
        await using var instance = await AnotherInstance.StartAsync(options);
        var future = new DateTimeOffset(2099, 5, 31, 23, 59, 59, TimeSpan.Zero);
        await Record(instance, At("may", future), At("june", future.AddSeconds(1)));
        (await Partition(options, "may")).ShouldBe("execution_events_other");

        var upkeep = Upkeep(instance, new FakeClock(future), null);
        var first = await upkeep.RunOnceAsync(CancellationToken.None);
        var second = await upkeep.RunOnceAsync(CancellationToken.None);

        first.Made.ShouldBe(8, "May and three months more, of two tables");
        second.ShouldBe((0, 0));
        (await Partition(options, "may"), await Partition(options, "june")).ShouldBe(("execution_events_2099_05", "execution_events_2099_06"));
    }

    [Fact]
    public async Task Whoever_waits_while_a_month_is_made_finds_it()
    {
        var options = await host.NewDatabaseAsync("upkeep_waiting");
        await using var instance = await AnotherInstance.StartAsync(options);
        await Record(instance, At("may", new(2099, 5, 10, 0, 0, 0, TimeSpan.Zero)));
        await using var owner = host.Superuser(options);
        await using var connection = await owner.OpenConnectionAsync();
        await using var making = await connection.BeginTransactionAsync();
        await using (var make = new NpgsqlCommand("select make_event_partitions('2099-05-01Z', '2099-05-02Z')", connection, making)) await make.ExecuteNonQueryAsync();

        var reading = Scalar<long>(options, "select /* waits */ count(*) from execution_events where execution_id = 'may'");
        var writing = Scalar<string>(options, """
            insert /* waits */ into execution_events select organization_id, 'june', sequence, fact_id, type, at, data, position + 1, is_state from
            (select gen_random_uuid() as organization_id, 1 as sequence, gen_random_uuid() as fact_id, 'x' as type, timestamptz '2099-05-20Z' as at, '{}'::jsonb as data, 1 as position, true as is_state) f
            returning tableoid::regclass::text
            """);
        await Eventually.Holds(
            async () => await Scalar<long>(options, "select count(*) from pg_stat_activity where datname = current_database() and query like '%/* waits */%' and wait_event_type = 'Lock'") == 2,
            "a reader and a writer that wait");
        await making.CommitAsync();

        (await reading).ShouldBe(1);
        (await writing).ShouldBe("execution_events_2099_05");
    }

    [Fact]
    public async Task A_fact_told_again_meets_itself_in_whatever_partition_it_is()
    {
        var options = await host.NewDatabaseAsync("upkeep_again");
        await using var instance = await AnotherInstance.StartAsync(options);
        ExecutionFact[] facts = [At("past", new(1999, 12, 31, 0, 0, 0, TimeSpan.Zero)), At("now", TimeProvider.System.GetUtcNow()), At("far", new(2500, 1, 1, 0, 0, 0, TimeSpan.Zero))];

        for (var times = 0; times < 3; times++) await Record(instance, facts);

        (await Scalar<long>(options, "select count(*) from execution_events")).ShouldBe(3);
        (await Partition(options, "past"), await Partition(options, "far")).ShouldBe(("execution_events_other", "execution_events_other"));
        (await Partition(options, "now")).ShouldMatch(@"execution_events_\d{4}_\d{2}");
    }

    [Fact]
    public async Task What_is_older_than_it_need_be_kept_goes_and_the_graph_stays_also_after_a_rebuild()
    {
        var options = await host.NewDatabaseAsync("upkeep_retention");
        await using var instance = await AnotherInstance.StartAsync(options);
        var clock = new FakeClock(new DateTimeOffset(2026, 3, 15, 0, 0, 0, TimeSpan.Zero));
        await Upkeep(instance, clock, null).RunOnceAsync(CancellationToken.None);
        await Record(instance, At("ancient", new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero)), At("march", clock.GetUtcNow()), At("april", clock.GetUtcNow().AddMonths(1)));
        await instance.Service<LineageProjector>().RecordAsync(new RecordLineage { Artifacts = [_acme.Artifact("a") with { At = clock.GetUtcNow() }] }, Guid.NewGuid(), CancellationToken.None);

        clock.Advance(TimeSpan.FromDays(60));
        var (_, dropped) = await Upkeep(instance, clock, TimeSpan.FromDays(31)).RunOnceAsync(CancellationToken.None);

        dropped.ShouldBe(2, "March of two tables");
        (await Scalar<string[]>(options, "select array_agg(execution_id) from execution_events")).ShouldBe(["april"]);
        var rebuilds = instance.Service<Rebuild.Rebuilds>();
        await rebuilds.BeginAsync(_acme.Id, "somebody", CancellationToken.None);
        await rebuilds.RunOnceAsync(CancellationToken.None);
        await Eventually.Holds(async () => (await rebuilds.FindAsync(_acme.Id, CancellationToken.None))!.FinishedAt is not null, "the rebuild");
        (await Scalar<string[]>(options, "select array_agg(execution_id order by execution_id) from executions")).ShouldBe(["ancient", "april", "march"]);
        (await Scalar<long>(options, "select count(*) from artifact_index")).ShouldBe(1);
    }

    private ExecutionFact At(string id, DateTimeOffset at) => _acme.Execution(id) with { At = at };

    private static Task Record(AnotherInstance instance, params ExecutionFact[] facts) =>
        instance.Service<LineageProjector>().RecordAsync(new RecordLineage { Executions = facts }, Guid.NewGuid(), CancellationToken.None);

    private static EventUpkeep Upkeep(AnotherInstance instance, TimeProvider clock, TimeSpan? retention) =>
        new(instance.Service<LineageDatabase>(), new EventSettings { Retention = retention }, clock, NullLogger<EventUpkeep>.Instance);

    private Task<string> Partition(DatabaseOptions options, string executionId) =>
        Scalar<string>(options, $"select tableoid::regclass::text from execution_events where execution_id = '{executionId}'");

    private async Task<T> Scalar<T>(DatabaseOptions options, string sql)
    {
        await using var owner = host.Superuser(options);
        await using var command = owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}

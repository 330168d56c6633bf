using System.Text.Json;
using IntentEngine.Hosting.Migrations;
using IntentEngine.Lineage.Projection;
using IntentEngine.Messaging.Database;
using IntentEngine.Support;
using Npgsql;
using Shouldly;

namespace IntentEngine.Lineage.Events;

/// <summary>What happens to data that is there already when the log becomes one of months, and back.</summary>
public sealed class EventLogMigrationTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public async Task Events_and_artifacts_of_before_are_kept_and_can_be_rebuilt_from_the_log()
    {
        var options = await host.NewDatabaseAsync("event_log_migration");
        var before = await WithData(options, "event_log_migration_source");

        await using var instance = await AnotherInstance.StartAsync(options);
        await using var owner = host.Superuser(options);
        (await Lines(owner, Events)).ShouldBe(before.Events);
        (await Lines(owner, "select position::text from execution_events order by position")).ShouldBe(["1", "2", "3"]);

        // Only what the log cannot say is damaged: all else comes back from it.
        await Run(owner, "update executions set name = 'damaged', status = 'running', fact_id = gen_random_uuid(); update artifact_index set artifact_type = 'damaged', created_at = now(), generation = 7; delete from artifact_edge");
        await Run(owner, "update event_horizon set dropped_before = '-infinity'");
        var rebuilds = instance.Service<Rebuild.Rebuilds>();
        await rebuilds.BeginAsync(_acme.Id, "somebody", CancellationToken.None);
        await Eventually.Holds(async () => (await rebuilds.FindAsync(_acme.Id, CancellationToken.None))!.FinishedAt is not null, "the rebuild");

        (await Lines(owner, Graph)).ShouldBe(before.Graph);
    }

    [Fact]
    public async Task The_way_back_keeps_every_event_and_an_instance_of_before_still_writes()
    {
        var options = await host.NewDatabaseAsync("event_log_way_back");
        var before = await WithData(options, "event_log_way_back_source");
        var migrator = Migrator(options);
        await migrator.UpAsync(TestContext.Current.CancellationToken);
        await using var owner = host.Superuser(options);

        // As an instance of the version before this one does it: no position, no kind.
        await Run(owner, $"insert into execution_events (organization_id, execution_id, sequence, fact_id, type, at, data) values ('{_acme.Id}', 'old', 1, gen_random_uuid(), 'execution_started', now(), '{{}}') on conflict do nothing");
        (await Lines(owner, "select position || ' ' || is_state from execution_events where execution_id = 'old'")).ShouldBe(["4 true"]);
        await Run(owner, "delete from execution_events where execution_id = 'old'");

        await migrator.DownToAsync("lineage", 3, TestContext.Current.CancellationToken);

        (await Lines(owner, Events)).ShouldBe(before.Events);
        (await Lines(owner, Graph)).ShouldBe(before.Graph);
    }

    private const string Events = "select concat_ws(' ', execution_id, sequence, type, at, data) from execution_events order by 1";

    private const string Graph = """
        select to_jsonb(x)::text from (select execution_id, correlation_id, status, name, updated_at, fact_id, data from executions order by 1) x
        union all select to_jsonb(a)::text from (select * from artifact_index order by artifact_id) a
        union all select to_jsonb(e)::text from (select * from artifact_edge order by child, parent) e
        """;

    // A database as the version before left it: what is new is taken back, then its tables are filled from one that was written through the projector.
    private async Task<(string[] Events, string[] Graph)> WithData(DatabaseOptions options, string source)
    {
        var migrator = Migrator(options);
        await migrator.UpAsync(TestContext.Current.CancellationToken);
        var from = await host.NewDatabaseAsync(source);
        await using (var instance = await AnotherInstance.StartAsync(from))
        {
            await instance.Service<LineageProjector>().RecordAsync(
                new Contracts.Lineage.RecordLineage
                {
                    Executions =
                    [
                        _acme.Execution("a", 1, "running"), _acme.Execution("a", 2) with { CostUsd = 1.50m, Data = JsonSerializer.SerializeToElement(new { verdict = "allow" }) },
                        _acme.Execution("b", parent: "a"),
                    ],
                    Artifacts = [_acme.Artifact("x", 2), _acme.Artifact("x", 1, "PENDING"), _acme.Artifact("y", parents: ["x", "z"])],
                },
                Guid.NewGuid(), CancellationToken.None);
        }

        await migrator.DownToAsync("lineage", 3, TestContext.Current.CancellationToken);
        await using var owner = host.Superuser(options);
        await using var written = host.Superuser(from);
        foreach (var (table, columns) in new[]
                 {
                     ("execution_events", "organization_id, execution_id, sequence, fact_id, type, at, data"),
                     ("executions", "organization_id, execution_id, correlation_id, correlation_given, parent_execution_id, trigger_kind, run_id, name, step_number, attempt, status, sequence, fact_id, updated_at, started_at, completed_at, cost_usd, data"),
                     ("artifact_index", "organization_id, artifact_id, artifact_type, lifecycle_state, semantic_descriptor, derivation_intent, derivation_run_id, run_id, parent_artifacts, generation, root_artifact_id, sequence, fact_id, created_at, updated_at"),
                     ("artifact_edge", "organization_id, child, parent, position"),
                 })
            foreach (var row in await Lines(written, $"select to_jsonb(t)::text from (select {columns} from {table}) t"))
            {
                await using var insert = owner.CreateCommand($"insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table}, $1)");
                insert.Parameters.Add(Parameter.JsonText(row));
                await insert.ExecuteNonQueryAsync();
            }

        return (await Lines(owner, Events), await Lines(owner, Graph));
    }

    private static Migrator Migrator(DatabaseOptions options) => new(
        options,
        new MigrationSource("messaging", typeof(UnitOfWork).Assembly, "IntentEngine.Messaging.Migrations."),
        new MigrationSource("lineage", typeof(LineageService).Assembly, "IntentEngine.Lineage.Migrations."));

    private static async Task<string[]> Lines(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand($"select coalesce(array_agg(line), '{{}}') from ({sql}) as t (line)");
        return (string[])(await command.ExecuteScalarAsync())!;
    }

    private static async Task Run(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

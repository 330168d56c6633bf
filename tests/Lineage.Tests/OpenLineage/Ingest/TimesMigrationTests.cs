using System.Text;
using IntentEngine.Hosting.Migrations;
using IntentEngine.Lineage.Events;
using IntentEngine.Lineage.OpenLineage.Wire;
using IntentEngine.Messaging.Database;
using Npgsql;
using Shouldly;

namespace IntentEngine.Lineage.OpenLineage.Ingest;

public sealed class TimesMigrationTests(LineageHost host)
{
    private const string Versioned = """
        {"eventTime":"2026-01-01T00:00:00Z","producer":"p","run":{"runId":"r"},"job":{"namespace":"n","name":"j"},"outputs":[{"namespace":"n","name":"d","facets":{"version":{"datasetVersion":"v1"}}}]}
        """;

    [Fact]
    public async Task What_was_told_before_runs_had_their_times_beside_their_datasets_gets_them_too()
    {
        var cancel = TestContext.Current.CancellationToken;
        var options = await host.NewDatabaseAsync("openlineage_times");
        var migrator = new Migrator(
            options, new MigrationSource("messaging", typeof(UnitOfWork).Assembly, "IntentEngine.Messaging.Migrations."), new MigrationSource("lineage", typeof(LineageService).Assembly, "IntentEngine.Lineage.Migrations."));
        await using (var instance = await AnotherInstance.StartAsync(options))
            await instance.Service<EventStore>().RecordAsync(Guid.NewGuid(), [.. Fixture.Events("scenarios/CLL").Append(Versioned).Select(told => EventReader.Read(Encoding.UTF8.GetBytes(told)))], cancel);
        await using var owner = host.Superuser(options);
        var before = await UsesAsync(owner);
        before.ShouldContain("2024-08-06");
        before.ShouldContain("6654c734-ccab-8f44-0ff0-825eb443dc7f", Case.Sensitive, "the MD5 of v1");

        await migrator.DownToAsync("lineage", 8, cancel);
        await migrator.UpAsync(cancel);

        (await UsesAsync(owner)).ShouldBe(before);
        await using var forced = owner.CreateCommand("select bool_and(relforcerowsecurity) from pg_class where relname in ('openlineage_io', 'openlineage_runs')");
        ((bool)(await forced.ExecuteScalarAsync(cancel))!).ShouldBeTrue();
    }

    private static async Task<string> UsesAsync(NpgsqlDataSource owner)
    {
        await using var command = owner.CreateCommand("select string_agg(concat_ws('|', run_id, io, dataset_id, began_at, ended_at, version_id), E'\n' order by run_id, io, dataset_id) from openlineage_io");
        return (string)(await command.ExecuteScalarAsync())!;
    }
}

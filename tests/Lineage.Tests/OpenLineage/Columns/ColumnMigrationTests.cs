using IntentEngine.Hosting.Migrations;
using IntentEngine.Lineage.Events;
using IntentEngine.Lineage.OpenLineage.Ingest;
using IntentEngine.Lineage.OpenLineage.Wire;
using IntentEngine.Messaging.Database;
using Npgsql;
using Shouldly;

namespace IntentEngine.Lineage.OpenLineage.Columns;

/// <summary>Columns that were told before they were kept.</summary>
public sealed class ColumnMigrationTests(LineageHost host)
{
    private const string Rows = """
        select concat_ws('|', organization_id, dataset_id, told_by, stamp, facet::jsonb) from openlineage_columns
        union all select concat_ws('|', organization_id, dataset_id, told_by, source_id) from openlineage_column_sources order by 1
        """;

    [Fact]
    public async Task The_log_says_what_was_told_before()
    {
        var options = await host.NewDatabaseAsync("columns_before");
        await using (var instance = await AnotherInstance.StartAsync(options))
            foreach (var organization in (Guid[])[Guid.NewGuid(), Guid.NewGuid()])
                await instance.Service<EventStore>().RecordAsync(organization, [.. Told().Select(told => EventReader.Read(System.Text.Encoding.UTF8.GetBytes(told)))], CancellationToken.None);
        await using var owner = host.Superuser(options);
        var expected = await Lines(owner);
        expected.Length.ShouldBeGreaterThan(10);

        var migrator = new Migrator(options,
            new MigrationSource("messaging", typeof(UnitOfWork).Assembly, "IntentEngine.Messaging.Migrations."),
            new MigrationSource("lineage", typeof(LineageService).Assembly, "IntentEngine.Lineage.Migrations."));
        await migrator.DownToAsync("lineage", 7, TestContext.Current.CancellationToken);
        await migrator.UpAsync(TestContext.Current.CancellationToken);

        (await Lines(owner)).ShouldBe(expected);
    }

    private static IEnumerable<string> Told() =>
    [
        .. Fixture.Events("scenarios/CLL"), .. Fixture.Events("events-valid"), .. Fixture.Events("events-lenient"),
        ColumnEvent.Of("job", 1, ("t.x", ["a.x"])), ColumnEvent.Of("job", 2, ("t.x", ["a.y", "b.ü"])), ColumnEvent.Of("other", 1, ("t.y", ["a.y"])),
        ColumnEvent.Of("back", 1, "u", new System.Text.Json.Nodes.JsonObject { ["_deleted"] = true }), ColumnEvent.Of("odd", 1, "v", new System.Text.Json.Nodes.JsonArray()),
    ];

    private static async Task<string[]> Lines(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(Rows);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        return [.. lines];
    }
}

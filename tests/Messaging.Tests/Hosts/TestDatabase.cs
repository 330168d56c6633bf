using IntentEngine.Hosting.Migrations;
using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace IntentEngine.Messaging.Hosts;

/// <summary>A service's database as every service has one.</summary>
public sealed class TestDatabase(DatabaseOptions options, OutboxDispatcher dispatcher, TimeProvider clock) : ServiceDatabase("tests", options, dispatcher, clock)
{
    /// <summary>Over a new database, with a dispatcher that has no bus: what is committed stays in the outbox, as after a crash between commit and publish.</summary>
    public static async Task<TestDatabase> WithoutBus(PostgresFixture postgres, TimeProvider? clock = null) =>
        WithoutBus(await NewOptions(postgres), clock);

    public static TestDatabase WithoutBus(DatabaseOptions options, TimeProvider? clock = null)
    {
        var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var metrics = ActivatorUtilities.CreateInstance<MessagingMetrics>(services);
        clock ??= TimeProvider.System;
        return new TestDatabase(options, new OutboxDispatcher(services, clock, metrics, NullLogger<OutboxDispatcher>.Instance), clock);
    }

    public static async Task<DatabaseOptions> NewOptions(PostgresFixture postgres)
    {
        var options = await postgres.CreateDatabaseAsync();
        await Migrate(options);
        return options;
    }

    public static Task Migrate(DatabaseOptions options) => new Migrator(options,
        new MigrationSource("messaging", typeof(UnitOfWork).Assembly, "IntentEngine.Messaging.Migrations"),
        new MigrationSource("tests", typeof(TestDatabase).Assembly, "IntentEngine.Messaging.Schema")).UpAsync();

    /// <summary>Rows of one organization that a condition holds for.</summary>
    public Task<long> Count(Guid organization, string tableAndCondition) => ReadAsync(organization, $"select count(*) from {tableAndCondition}", [],
        async reader => await reader.ReadAsync() ? reader.GetInt64(0) : -1, CancellationToken.None);

    /// <summary>Rows of all organizations that background work sees.</summary>
    public async Task<long> CountAll(string tableAndCondition)
    {
        await using var command = Worker.CreateCommand($"select count(*) from {tableAndCondition}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>First column of a query as background work sees it.</summary>
    public async Task<List<T>> List<T>(string sql)
    {
        await using var command = Worker.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await reader.ReadAsync()) values.Add(await reader.GetFieldValueAsync<T>(0));
        return values;
    }

    public async Task Execute(string sql, params NpgsqlParameter[] parameters)
    {
        await using var command = Worker.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync();
    }
}

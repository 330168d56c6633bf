using System.Text.Json;
using IntentEngine.Support;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace IntentEngine.Owners.Records;

public sealed class PostgresExecutionRecordsTests(PostgresFixture postgres) : ExecutionRecordsTests, IAsyncLifetime
{
    private static readonly JsonElement Nothing = JsonSerializer.Deserialize<JsonElement>("{}");

    private NpgsqlDataSource _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = NpgsqlDataSource.Create((await postgres.CreateDatabaseAsync()).Migrator!);
        await ExecutionRecordsTable.CreateAsync(_database);
        await ExecutionRecordsTable.CreateAsync(_database);
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    protected override Task<IExecutionRecords> Create(string owner = "work") =>
        Task.FromResult<IExecutionRecords>(new PostgresExecutionRecords(_database, Guid.Parse("00000000-0000-4000-8000-000000000001"), owner, Clock));

    [Fact]
    public async Task What_a_transaction_registers_or_consumes_is_undone_with_it()
    {
        var records = new PostgresExecutionRecords(_database, Guid.NewGuid(), "work", Clock);
        var kept = await records.RegisterAsync("settler-1", Nothing);
        await using (var connection = await _database.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await records.Within(transaction).RegisterAsync("settler-2", Nothing);
            (await records.Within(transaction).ConsumeAsync(kept)).ShouldNotBeNull();
            await transaction.RollbackAsync();
        }

        (await records.ListAsync()).ShouldHaveSingleItem().Token.ShouldBe(kept);
    }

    [Fact]
    public async Task What_a_transaction_registers_and_consumes_commits_with_it()
    {
        var records = new PostgresExecutionRecords(_database, Guid.NewGuid(), "work", Clock);
        var used = await records.RegisterAsync("settler-1", Nothing);
        await using var connection = await _database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        (await records.Within(transaction).ConsumeAsync(used)).ShouldNotBeNull();
        var made = await records.Within(transaction).RegisterAsync("settler-1", Nothing);
        await transaction.CommitAsync();

        (await records.ListAsync()).ShouldHaveSingleItem().Token.ShouldBe(made);
    }

    [Fact]
    public async Task Of_two_transactions_that_consume_one_token_one_finds_it_gone()
    {
        var records = new PostgresExecutionRecords(_database, Guid.NewGuid(), "work", Clock);
        var token = await records.RegisterAsync("settler-1", Nothing);
        await using var connection = await _database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        (await records.Within(transaction).ConsumeAsync(token)).ShouldNotBeNull();

        // It waits for the first one's end, and then finds nothing.
        var second = records.ConsumeAsync(token);
        await transaction.CommitAsync();

        (await second).ShouldBeNull();
    }

    [Fact]
    public async Task Another_organization_finds_nothing()
    {
        var token = await new PostgresExecutionRecords(_database, Guid.NewGuid(), "work", Clock).RegisterAsync("settler-1", Nothing);
        var other = new PostgresExecutionRecords(_database, Guid.NewGuid(), "work", Clock);

        (await other.ConsumeAsync(token)).ShouldBeNull();
        (await other.ListAsync()).ShouldBeEmpty();
    }
}

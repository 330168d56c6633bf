using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace IntentEngine.Bench.Intents;

/// <summary>The least an intent can cost on this database: three transactions of one statement each, on a table with two indexes.</summary>
/// <remarks>Prepared statements on as many connections as there are requests in flight, and PostgreSQL as it is installed: commits wait for the disk.</remarks>
internal sealed class IntentFloor : IAsyncDisposable
{
    private const string Insert = "insert into floor_intents (type, context) values ('parse_content', $1)";

    private const string Claim = """
        update floor_intents set status = 'in_progress', execution_id = gen_random_uuid()
        where id = (select id from floor_intents where status = 'pending' and type = 'parse_content' order by created_at limit 1 for update skip locked) returning id
        """;

    private const string Complete = "update floor_intents set status = 'completed', completed_at = now() where id = $1 and status = 'in_progress'";

    private readonly NpgsqlDataSource _database;

    private IntentFloor(NpgsqlDataSource database) => _database = database;

    public static async Task<IntentFloor> StartAsync(string connectionString, int inFlight)
    {
        var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = inFlight, MaxAutoPrepare = 8, NoResetOnClose = true });
        await using var table = database.CreateCommand("""
            create table if not exists floor_intents (
                id uuid primary key default gen_random_uuid(), type text not null, status text not null default 'pending', context jsonb not null,
                created_at timestamptz not null default now(), execution_id uuid, completed_at timestamptz);
            create index if not exists floor_intents_waiting on floor_intents (type, created_at) where status = 'pending'
            """);
        await table.ExecuteNonQueryAsync();
        return new IntentFloor(database);
    }

    /// <summary>Creates that many; per second.</summary>
    public Task<double> Create(int intents, int inFlight, string context) => Load.PerSecond(intents, inFlight, async () =>
    {
        await using var insert = _database.CreateCommand(Insert);
        insert.Parameters.Add(new NpgsqlParameter { Value = context, NpgsqlDbType = NpgsqlDbType.Jsonb });
        await insert.ExecuteNonQueryAsync();
    });

    /// <summary>Claims and completes that many, one at a time; per second.</summary>
    public Task<double> Finish(int intents, int inFlight) => Load.PerSecond(intents, inFlight, async () =>
    {
        await using var claim = _database.CreateCommand(Claim);
        var id = (Guid)(await claim.ExecuteScalarAsync() ?? throw new InvalidOperationException("Nothing was left to claim."));
        await using var complete = _database.CreateCommand(Complete);
        complete.Parameters.Add(new NpgsqlParameter { Value = id });
        if (await complete.ExecuteNonQueryAsync() != 1) throw new InvalidOperationException($"Intent {id} was not completed.");
    });

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}

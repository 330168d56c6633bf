using Npgsql;

namespace IntentEngine.Owners.Records;

/// <summary>The table <c>execution_records</c> that <see cref="PostgresExecutionRecords"/> uses.</summary>
public static class ExecutionRecordsTable
{
    /// <summary>Creates it where it does not exist. A service with migrations and row-level security of its own creates the same columns there instead.</summary>
    public const string Sql = """
        create table if not exists execution_records (
            organization_id uuid not null,
            owner           text not null,
            token           text not null,
            subject         text not null,
            record          jsonb not null,
            attempt         int not null default 1 check (attempt >= 1),
            created_at      timestamptz not null,
            expires_at      timestamptz,
            primary key (organization_id, owner, token)
        );
        create index if not exists execution_records_by_subject on execution_records (organization_id, owner, subject);
        create index if not exists execution_records_by_expiry on execution_records (expires_at) where expires_at is not null;
        """;

    /// <summary>Runs <see cref="Sql"/>.</summary>
    public static async Task CreateAsync(NpgsqlDataSource database, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var command = database.CreateCommand(Sql);
        await command.ExecuteNonQueryAsync(cancel);
    }
}

using Npgsql;

namespace IntentEngine.Hosting.Migrations;

/// <summary>The table <c>schema_migrations</c>: what was applied, from which text, when.</summary>
internal static class MigrationLedger
{
    // Row security is on here as on every table; it hides nothing, the grants keep everybody but the owner from writing.
    private const string Create = """
        create table if not exists schema_migrations (
            source text not null,
            version integer not null,
            description text not null,
            checksum text not null,
            applied_at timestamptz not null default clock_timestamp(),
            primary key (source, version));
        alter table schema_migrations enable row level security;
        alter table schema_migrations force row level security;
        do $$ begin
            if not exists (select from pg_policies where schemaname = current_schema() and tablename = 'schema_migrations') then
                create policy everyone on schema_migrations using (true) with check (true);
            end if;
        end $$;
        grant select on schema_migrations to ${app}, ${worker};
        """;

    public static async Task CreateAsync(NpgsqlConnection connection, DatabaseRoles roles, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(roles.Fill(Create), connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    public static async Task<IReadOnlyList<AppliedMigration>> ReadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var exists = new NpgsqlCommand("select to_regclass('schema_migrations') is not null", connection);
        if (await exists.ExecuteScalarAsync(cancel) is not true) return [];
        await using var command = new NpgsqlCommand(
            "select source, version, description, checksum, applied_at from schema_migrations order by source, version", connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var applied = new List<AppliedMigration>();
        while (await reader.ReadAsync(cancel))
            applied.Add(new(reader.GetString(0), reader.GetInt32(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<DateTimeOffset>(4)));
        return applied;
    }

    public static NpgsqlCommand Add(MigrationFile file, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        new("insert into schema_migrations (source, version, description, checksum) values ($1, $2, $3, $4)", connection, transaction)
        {
            Parameters = { new() { Value = file.Source }, new() { Value = file.Version }, new() { Value = file.Description }, new() { Value = file.Checksum } },
        };

    public static NpgsqlCommand Remove(MigrationFile file, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        new("delete from schema_migrations where source = $1 and version = $2", connection, transaction)
        {
            Parameters = { new() { Value = file.Source }, new() { Value = file.Version } },
        };
}

using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Hosting.Migrations;

/// <summary>The roles that requests and background work log in as: made when missing, and proven unable to bypass row-level security.</summary>
internal sealed class DatabaseRoles(DatabaseOptions options)
{
    public string App { get; } = NameIn(options.App, nameof(options.App));

    public string Worker { get; } = NameIn(options.Worker, nameof(options.Worker));

    /// <summary>Replaces <c>${app}</c> and <c>${worker}</c> by the quoted role names.</summary>
    public string Fill(string sql) => sql
        .Replace("${app}", Quote(App), StringComparison.Ordinal)
        .Replace("${worker}", Quote(Worker), StringComparison.Ordinal);

    public async Task EnsureAsync(NpgsqlConnection migrator, CancellationToken cancel)
    {
        await EnsureAsync(migrator, App, new NpgsqlConnectionStringBuilder(options.App).Password, cancel);
        await EnsureAsync(migrator, Worker, new NpgsqlConnectionStringBuilder(options.Worker).Password, cancel);
        await using var schema = new NpgsqlCommand("select current_schema()", migrator);
        var grant = $"grant usage on schema {Quote((string)(await schema.ExecuteScalarAsync(cancel))!)} to {Quote(App)}, {Quote(Worker)}";
        await using var command = new NpgsqlCommand(grant, migrator);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <exception cref="MigrationException">A role could bypass row-level security.</exception>
    public async Task CheckAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("""
            select r.rolname,
                   case when r.rolsuper then 'is a superuser'
                        when r.rolbypassrls then 'has BYPASSRLS'
                        when exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                     where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                                       and pg_has_role(r.oid, c.relowner, 'member')) then 'owns tables, itself or through a role it is a member of'
                   end
            from pg_roles r where r.rolname = any($1)
            """, connection);
        command.Parameters.AddWithValue(new[] { App, Worker });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            if (!await reader.IsDBNullAsync(1, cancel))
                throw new MigrationException(
                    $"Database role '{reader.GetString(0)}' {reader.GetString(1)}, so row-level security would not hold for it. Use a plain role that is neither the migrator nor a member of it.");
    }

    private static async Task EnsureAsync(NpgsqlConnection migrator, string role, string? password, CancellationToken cancel)
    {
        // Quoting is the server's: %I and %L are safe for any name and password. Nothing here is logged.
        await using var make = new NpgsqlCommand("""
            select case when exists (select from pg_roles where rolname = $1) then null
                        else format('create role %I login nosuperuser nobypassrls nocreatedb nocreaterole noreplication', $1)
                             || case when $2 = '' then '' else format(' password %L', $2) end end,
                   (select rolsuper or rolcreaterole from pg_roles where rolname = current_user)
            """, migrator);
        make.Parameters.AddWithValue(role);
        make.Parameters.AddWithValue(password ?? "");
        string? sql;
        bool allowed;
        await using (var reader = await make.ExecuteReaderAsync(cancel))
        {
            await reader.ReadAsync(cancel);
            sql = await reader.IsDBNullAsync(0, cancel) ? null : reader.GetString(0);
            allowed = reader.GetBoolean(1);
        }
        if (sql is null) return;
        if (!allowed)
            throw new MigrationException($"Database role '{role}' does not exist and the migrator may not create it. As an administrator run: create role {Quote(role)} login password '…' nosuperuser nobypassrls;");
        try
        {
            await using var command = new NpgsqlCommand(sql, migrator);
            await command.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException race) when (race.SqlState is PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.UniqueViolation)
        {
            // Roles belong to the whole server: the migrator of another database made it in the meantime.
        }
    }

    private static string NameIn(string connectionString, string setting) =>
        new NpgsqlConnectionStringBuilder(connectionString).Username is { Length: > 0 } name
            ? name
            : throw new MigrationException($"The {setting} connection string names no user; add 'Username=…'.");

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

using System.Text.RegularExpressions;
using IntentEngine.LocalServers.Folders;
using Npgsql;

namespace IntentEngine.LocalServers.Postgres;

/// <summary>Creates the database of one service and its three roles. The scripts in <c>deploy/postgres/init</c> do the same for containers.</summary>
internal sealed partial class ServiceDatabase
{
    // Any constant will do; it keeps two processes from creating the same roles at once.
    private const long LockKey = 0x1E_5E_7B_A5;

    private readonly string database;
    private readonly string owner;
    private readonly string app;
    private readonly string worker;
    private readonly SecretsFile secrets;

    public ServiceDatabase(string service, SecretsFile secrets)
    {
        if (!ServiceName().IsMatch(service))
            throw new ArgumentException($"A service name is lower-case letters, digits and underscores, at most 40, and begins with a letter; got '{service}'.", nameof(service));
        database = $"ie_{service}";
        (owner, app, worker) = ($"{database}_owner", $"{database}_app", $"{database}_worker");
        this.secrets = secrets;
    }

    /// <summary>Makes what is missing and corrects passwords; safe to repeat and to race.</summary>
    public async Task<ServiceDatabaseConnections> EnsureAsync(string adminConnectionString, CancellationToken cancel)
    {
        await using var admin = new NpgsqlConnection(Unpooled(adminConnectionString));
        await admin.OpenAsync(cancel);
        await ExecuteAsync(admin, $"SELECT pg_advisory_lock({LockKey})", cancel);
        foreach (var role in new[] { owner, app, worker }) await EnsureRoleAsync(admin, role, cancel);
        if (!await ExistsAsync(admin, "SELECT 1 FROM pg_database WHERE datname = $1", database, cancel))
        {
            // A user that is no superuser may only give a database to a role it belongs to.
            if (!await ExistsAsync(admin, "SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolsuper AND $1 <> ''", database, cancel))
                await ExecuteAsync(admin, $"GRANT {owner} TO CURRENT_USER", cancel);
            await ExecuteAsync(admin, $"CREATE DATABASE {database} OWNER {owner}", cancel);
        }

        var connections = new ServiceDatabaseConnections(As(adminConnectionString, owner), As(adminConnectionString, app), As(adminConnectionString, worker));
        await using var migrator = new NpgsqlConnection(Unpooled(connections.Migrator));
        await migrator.OpenAsync(cancel);
        await ExecuteAsync(
            migrator,
            $"""
            REVOKE ALL ON DATABASE {database} FROM PUBLIC;
            GRANT CONNECT ON DATABASE {database} TO {app}, {worker};
            REVOKE ALL ON SCHEMA public FROM PUBLIC;
            GRANT USAGE ON SCHEMA public TO {app}, {worker};
            """,
            cancel);
        return connections;
    }

    private async Task EnsureRoleAsync(NpgsqlConnection admin, string role, CancellationToken cancel)
    {
        // The secret is hexadecimal and the role name checked, so neither needs escaping; both statements take no parameters.
        var login = $"LOGIN PASSWORD '{secrets.GetOrCreate(role)}'";
        if (await ExistsAsync(admin, "SELECT 1 FROM pg_roles WHERE rolname = $1", role, cancel))
            await ExecuteAsync(admin, $"ALTER ROLE {role} {login}", cancel);
        else
            await ExecuteAsync(admin, $"CREATE ROLE {role} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION {login}", cancel);
        if (await ExistsAsync(admin, "SELECT 1 FROM pg_roles WHERE rolname = $1 AND (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole)", role, cancel))
            throw new LocalServerException($"The role {role} exists and may do more than it should (superuser, bypass row-level security, create roles or databases). Take these rights from it: ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE.");
    }

    private string As(string adminConnectionString, string role) =>
        new NpgsqlConnectionStringBuilder(adminConnectionString) { Database = database, Username = role, Password = secrets.GetOrCreate(role) }.ConnectionString;

    private static string Unpooled(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string sql, string value, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = value } } };
        return await command.ExecuteScalarAsync(cancel) is not null;
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}$")]
    private static partial Regex ServiceName();
}

using IntentEngine.LocalServers.Processes;
using Npgsql;

namespace IntentEngine.LocalServers.Deploy;

/// <summary>The script for containers makes what <see cref="PostgresServer.EnsureDatabaseAsync"/> makes for private servers.</summary>
public sealed class PostgresInitTests : IDisposable
{
    // Attributes of the roles, rights on the database and on its schema, with the service's name taken out.
    private const string Rights = """
        SELECT replace((SELECT string_agg(concat_ws(' ', rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication), ';' ORDER BY rolname) FROM pg_roles WHERE rolname LIKE current_database() || '\_%')
            || ' | ' || (SELECT concat_ws(' ', pg_get_userbyid(datdba), datacl::text) FROM pg_database WHERE datname = current_database())
            || ' | ' || (SELECT nspacl::text FROM pg_namespace WHERE nspname = 'public'), current_database(), 'ie_SERVICE')
        """;

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task The_init_script_gives_the_same_roles_and_rights()
    {
        Assert.SkipUnless(Tool.Find("psql") is not null, "psql is not installed.");
        await using var server = await PostgresServer.StartAsync(folder.Path);
        await RunInitAsync(server);
        await RunInitAsync(server);

        var expected = await RightsAsync(server, (await server.EnsureDatabaseAsync("sample")).Migrator);
        foreach (var service in new[] { "intents", "workflows", "lineage" })
            (await RightsAsync(server, Connection(server, service, "owner"))).ShouldBe(expected);

        (await Sql.RunAsync(Connection(server, "intents", "app"), "SELECT current_user")).ShouldBe("ie_intents_app");
        (await Sql.RefusalAsync(Connection(server, "intents", "app"), "CREATE TABLE mine (id int)")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        expected.ShouldContain("ie_SERVICE_app t f f f f f");
    }

    public void Dispose() => folder.Dispose();

    private static async Task<string> RightsAsync(PostgresServer server, string owner)
    {
        var database = new NpgsqlConnectionStringBuilder(owner).Database;
        var asSuperuser = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database }.ConnectionString;
        return (string)(await Sql.RunAsync(asSuperuser, Rights))!;
    }

    private static string Connection(PostgresServer server, string service, string role) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = $"ie_{service}", Username = $"ie_{service}_{role}", Password = $"{service}{role}" }.ConnectionString;

    private static async Task RunInitAsync(PostgresServer server)
    {
        var admin = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        var environment = new Dictionary<string, string> { ["PGHOST"] = admin.Host!, ["PGPORT"] = $"{admin.Port}", ["PGPASSWORD"] = admin.Password! };
        foreach (var service in new[] { "intents", "workflows", "lineage" })
        {
            foreach (var role in new[] { "owner", "app", "worker" })
                environment[$"IE_{service.ToUpperInvariant()}_{role.ToUpperInvariant()}_PASSWORD"] = service + role;
        }

        await Tool.RunAsync("bash", [Repository.File("deploy/postgres/init/10-service-databases.sh")], CancellationToken.None, environment);
    }
}

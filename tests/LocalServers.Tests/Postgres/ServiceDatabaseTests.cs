using Npgsql;

namespace IntentEngine.LocalServers.Postgres;

public sealed class ServiceDatabaseTests : IClassFixture<ServiceDatabaseTests.Server>
{
    private readonly PostgresServer server;

    public ServiceDatabaseTests(Server fixture) => server = fixture.Postgres;

    [Fact]
    public async Task The_owner_creates_tables_and_the_others_use_what_they_are_granted()
    {
        var connections = await server.EnsureDatabaseAsync("workflows");
        await Sql.RunAsync(connections.Migrator, "CREATE TABLE IF NOT EXISTS granted (id int); GRANT SELECT, INSERT ON granted TO ie_workflows_app");
        await Sql.RunAsync(connections.App, "INSERT INTO granted VALUES (1)");
        (await Sql.RefusalAsync(connections.App, "DELETE FROM granted")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Sql.RefusalAsync(connections.Worker, "SELECT * FROM granted")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [InlineData("CREATE TABLE mine (id int)")]
    [InlineData("CREATE TEMP TABLE mine (id int)")]
    [InlineData("CREATE SCHEMA mine")]
    [InlineData("CREATE ROLE mine")]
    [InlineData("CREATE DATABASE mine")]
    [InlineData("ALTER ROLE CURRENT_USER BYPASSRLS")]
    [InlineData("SET ROLE ie_rights_owner")]
    [InlineData("SET ROLE postgres")]
    public async Task App_and_worker_cannot_create_or_become_more(string attempt)
    {
        var connections = await server.EnsureDatabaseAsync("rights");
        (await Sql.RefusalAsync(connections.App, attempt)).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Sql.RefusalAsync(connections.Worker, attempt)).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Row_level_security_binds_app_and_worker()
    {
        var connections = await server.EnsureDatabaseAsync("bound");
        await Sql.RunAsync(connections.Migrator, "CREATE TABLE hidden AS SELECT 1 AS id; ALTER TABLE hidden ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; GRANT ALL ON hidden TO ie_bound_app, ie_bound_worker");
        foreach (var role in new[] { connections.App, connections.Worker, connections.Migrator })
            (await Sql.RunAsync(role, "SELECT count(*) FROM hidden")).ShouldBe(0L);
    }

    [Fact]
    public async Task A_role_of_one_service_cannot_connect_to_the_database_of_another()
    {
        var one = await server.EnsureDatabaseAsync("one");
        await server.EnsureDatabaseAsync("other");
        var across = new NpgsqlConnectionStringBuilder(one.App) { Database = "ie_other" }.ConnectionString;
        (await Sql.RefusalAsync(across, "SELECT 1")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Repeated_and_racing_calls_give_the_same_answer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.EnsureDatabaseAsync("raced")));
        answers.Distinct().Count().ShouldBe(1);
        (await Sql.RunAsync(answers[0].Worker, "SELECT current_user")).ShouldBe("ie_raced_worker");
    }

    [Fact]
    public async Task A_user_that_may_only_create_roles_and_databases_is_enough()
    {
        await Sql.RunAsync(server.ConnectionString, "CREATE ROLE deployer LOGIN CREATEDB CREATEROLE PASSWORD 'deployer'");
        var deployer = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = "deployer", Password = "deployer" }.ConnectionString;
        using var folder = new TemporaryFolder();
        await using var external = await PostgresServer.StartAsync(folder.Path, [], deployer, log: null, CancellationToken.None);

        var first = await external.EnsureDatabaseAsync("deployed");
        (await external.EnsureDatabaseAsync("deployed")).ShouldBe(first);

        (await Sql.RunAsync(first.Migrator, "CREATE TABLE t AS SELECT 1; SELECT current_database()::text")).ShouldBe("ie_deployed");
    }

    [Fact]
    public async Task A_role_that_may_do_too_much_is_refused_by_name()
    {
        await Sql.RunAsync(server.ConnectionString, "CREATE ROLE ie_mighty_app BYPASSRLS");
        (await Should.ThrowAsync<LocalServerException>(() => server.EnsureDatabaseAsync("mighty"))).Message.ShouldContain("ie_mighty_app");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("x; DROP TABLE y")]
    public async Task A_name_that_is_no_identifier_is_refused(string service) =>
        await Should.ThrowAsync<ArgumentException>(() => server.EnsureDatabaseAsync(service));

    public sealed class Server : IAsyncLifetime
    {
        private readonly TemporaryFolder folder = new();

        public PostgresServer Postgres { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Postgres = await PostgresServer.StartAsync(folder.Path);

        public async ValueTask DisposeAsync()
        {
            await Postgres.DisposeAsync();
            folder.Dispose();
        }
    }
}

using IntentEngine.Hosting.Database;
using IntentEngine.Messaging.Database;
using Npgsql;
using Shouldly;

namespace IntentEngine.Hosting.Migrations;

public sealed class MigratorTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Up_applies_every_file_once_and_notes_it()
    {
        var database = await postgres.CreateDatabaseAsync();
        var migrator = new Migrator(database, Source("first"), Source("second"));

        await migrator.UpAsync();
        await migrator.UpAsync();

        (await migrator.StatusAsync()).Select(a => (a.Source, a.Version, a.Description))
            .ShouldBe([("first", 1, "create things"), ("first", 2, "add colour"), ("second", 1, "create others")]);
        (await ScalarAsync(database.App, "select count(*) from things")).ShouldBe(0L);
    }

    [Fact]
    public async Task Instances_that_start_at_once_apply_each_file_once()
    {
        var database = await postgres.CreateDatabaseAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new Migrator(database, Source("first"), Source("second")).UpAsync()));

        (await new Migrator(database, Source("first")).StatusAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Down_takes_back_to_a_version_and_up_comes_again()
    {
        var database = await postgres.CreateDatabaseAsync();
        var migrator = new Migrator(database, Source("first"), Source("second"));
        await migrator.UpAsync();

        await migrator.DownToAsync("first", 1);
        (await migrator.StatusAsync()).Count.ShouldBe(2);
        (await ScalarAsync(database.Migrator!, "select count(*) from information_schema.columns where table_name = 'things'")).ShouldBe(1L);

        await migrator.DownToAsync("first", 0);
        (await ScalarAsync(database.Migrator!, "select to_regclass('things') is null")).ShouldBe(true);

        await migrator.UpAsync();
        (await migrator.StatusAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Down_without_a_way_back_changes_nothing()
    {
        var database = await postgres.CreateDatabaseAsync();
        var migrator = new Migrator(database, Source("second"));
        await migrator.UpAsync();

        (await Should.ThrowAsync<MigrationException>(migrator.DownToAsync("second", 0))).Message.ShouldContain("no .down.sql");
        (await migrator.StatusAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_changed_after_it_was_applied_is_refused_by_name()
    {
        var database = await postgres.CreateDatabaseAsync();
        await new Migrator(database, Source("first")).UpAsync();

        var refusal = await Should.ThrowAsync<MigrationException>(new Migrator(database, Source("changed", named: "first")).UpAsync());

        refusal.Message.ShouldContain("first 0001 (create things)");
    }

    [Fact]
    public async Task A_file_that_fails_changes_nothing_and_says_where()
    {
        var database = await postgres.CreateDatabaseAsync();
        var migrator = new Migrator(database, Source("broken"));

        var refusal = await Should.ThrowAsync<MigrationException>(migrator.UpAsync());

        refusal.Message.ShouldContain("broken 0002 (break)");
        refusal.Message.ShouldContain("nowhere");
        (await migrator.StatusAsync()).Select(a => a.Version).ShouldBe([1]);
        (await ScalarAsync(database.Migrator!, "select count(*) from information_schema.columns where table_name = 'things'")).ShouldBe(1L);
    }

    [Fact]
    public async Task A_file_numbered_below_an_applied_one_is_refused()
    {
        var database = await postgres.CreateDatabaseAsync();
        await new Migrator(database, Source("gapless", named: "gap")).UpAsync();

        (await Should.ThrowAsync<MigrationException>(new Migrator(database, Source("gap")).UpAsync())).Message.ShouldContain("gap 0001 (early)");
    }

    [Fact]
    public async Task An_older_program_starts_on_a_newer_schema()
    {
        var database = await postgres.CreateDatabaseAsync();
        await new Migrator(database, Source("first")).UpAsync();
        await ScalarAsync(database.Migrator!, "insert into schema_migrations (source, version, description, checksum) values ('first', 3, 'newer', 'x')");

        await new Migrator(database, Source("first")).UpAsync();
    }

    [Fact]
    public async Task Without_a_migrator_the_schema_must_be_current()
    {
        var database = await postgres.CreateDatabaseAsync();
        var follower = database with { Migrator = null };

        (await Should.ThrowAsync<MigrationException>(new Migrator(follower, Source("first")).UpAsync())).Message.ShouldContain("first 0001");

        await new Migrator(database, Source("first")).UpAsync();
        await new Migrator(follower, Source("first")).UpAsync();
    }

    [Fact]
    public async Task Missing_roles_are_made_when_the_migrator_may()
    {
        var database = await WithRolesAsync($"app \"{Guid.NewGuid():N}", $"worker'{Guid.NewGuid():N}");

        await new Migrator(database, Source("first")).UpAsync();

        (await ScalarAsync(database.App, "select count(*) from things")).ShouldBe(0L);
        (await ScalarAsync(database.Worker, "select count(*) from things")).ShouldBe(0L);
    }

    [Fact]
    public async Task Missing_roles_that_the_migrator_may_not_make_are_asked_for()
    {
        var database = await postgres.CreateDatabaseAsync();
        var stranger = new NpgsqlConnectionStringBuilder(database.App) { Username = "nobody_yet" }.ConnectionString;

        (await Should.ThrowAsync<MigrationException>(new Migrator(database with { App = stranger }, Source("first")).UpAsync()))
            .Message.ShouldContain("create role \"nobody_yet\"");
    }

    [Fact]
    public async Task An_application_role_that_owns_the_tables_is_refused()
    {
        var database = await postgres.CreateDatabaseAsync();

        (await Should.ThrowAsync<MigrationException>(new Migrator(database with { App = database.Migrator! }, Source("first")).UpAsync()))
            .Message.ShouldContain("owns tables");
    }

    [Theory]
    [InlineData("bypassrls", "has BYPASSRLS")]
    [InlineData("superuser", "is a superuser")]
    public async Task A_role_that_could_bypass_row_security_is_refused(string attribute, string reason)
    {
        var database = await WithRolesAsync($"app_{attribute}", "worker_plain");
        await new Migrator(database, Source("first")).UpAsync();
        await ScalarAsync(database.Migrator!, $"alter role app_{attribute} {attribute}");

        (await Should.ThrowAsync<MigrationException>(new Migrator(database, Source("first")).UpAsync())).Message.ShouldContain(reason);
        (await Should.ThrowAsync<MigrationException>(new Migrator(database with { Migrator = null }, Source("first")).UpAsync())).Message.ShouldContain(reason);
    }

    [Fact]
    public async Task The_application_cannot_write_what_was_migrated()
    {
        var database = await postgres.CreateDatabaseAsync();
        await new Migrator(database, Source("first")).UpAsync();

        (await Should.ThrowAsync<PostgresException>(ScalarAsync(database.App, "delete from schema_migrations"))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public void A_source_without_files_is_refused() =>
        Should.Throw<MigrationException>(() => new Migrator(new DatabaseOptions { App = "Username=a", Worker = "Username=b" }, Source("nothing")))
            .Message.ShouldContain("EmbeddedResource");

    [Fact]
    public async Task A_database_that_is_away_is_named()
    {
        var away = new DatabaseOptions { Migrator = "Host=127.0.0.1;Port=1;Username=m;Database=d", App = "Username=a", Worker = "Username=b" };

        (await Should.ThrowAsync<MigrationException>(new Migrator(away, Source("first")).UpAsync())).Message.ShouldContain("127.0.0.1:1");
    }

    internal static MigrationSource Source(string folder, string? named = null) =>
        new(named ?? folder, typeof(MigratorTests).Assembly, $"IntentEngine.Hosting.Migrations.Fixtures.{folder}");

    internal static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    // The superuser migrates here, so it may make roles; the roles of the database itself are not used.
    private async Task<DatabaseOptions> WithRolesAsync(string app, string worker)
    {
        var database = await postgres.CreateDatabaseAsync();
        var name = new NpgsqlConnectionStringBuilder(database.App).Database;
        string As(string user) => new NpgsqlConnectionStringBuilder(database.App) { Username = user, Password = "p'w\"d" }.ConnectionString;
        var superuser = new NpgsqlConnectionStringBuilder(postgres.Server.ConnectionString) { Database = name }.ConnectionString;
        await ScalarAsync(superuser, $"grant connect on database \"{name}\" to public");
        return new DatabaseOptions { Migrator = superuser, App = As(app), Worker = As(worker) };
    }
}

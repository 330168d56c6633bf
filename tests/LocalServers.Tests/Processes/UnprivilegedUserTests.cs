namespace IntentEngine.LocalServers.Processes;

public sealed class UnprivilegedUserTests
{
    [Fact]
    public async Task A_data_folder_below_a_closed_folder_works_for_root_too()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root becomes another user.");
        using var closed = new TemporaryFolder();
        File.SetUnixFileMode(closed.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using var server = await PostgresServer.StartAsync(Path.Combine(closed.Path, "data"));
        (await Sql.RunAsync(server.ConnectionString, "SELECT 1")).ShouldBe(1);
    }
}

using System.Diagnostics;
using System.Globalization;
using IntentEngine.LocalServers.Processes;

namespace IntentEngine.LocalServers;

/// <summary>What is left when the process that owns a server is killed with signal 9.</summary>
public sealed class AfterACrashTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("postgres", "postgres.pid")]
    [InlineData("rabbitmq", "rabbitmq.pid", "rabbitmq.epmd.pid")]
    public async Task A_server_is_gone_within_seconds_of_its_owner(string server, params string[] pidFiles)
    {
        using var owner = await ServerOwner.StartAsync(server, folder.Path);
        var processIds = pidFiles.Select(ProcessId).ToList();
        foreach (var processId in processIds) Exists(processId).ShouldBeTrue();

        await owner.KillAsync();

        foreach (var processId in processIds) await GoneAsync(processId);
    }

    [Theory]
    [InlineData("postgres", "postgres.pid")]
    [InlineData("rabbitmq", "rabbitmq.pid", "rabbitmq.epmd.pid")]
    public async Task A_server_is_gone_even_when_its_supervisor_dies_too(string server, params string[] pidFiles)
    {
        using var owner = await ServerOwner.StartAsync(server, folder.Path);
        var processIds = pidFiles.Select(ProcessId).ToList();

        await owner.KillWithSupervisorAsync();

        foreach (var processId in processIds) await GoneAsync(processId);
    }

    [Fact]
    public async Task The_next_start_of_the_folder_works_at_once_and_finds_its_data()
    {
        using (var owner = await ServerOwner.StartAsync("postgres", folder.Path)) await owner.KillAsync();
        await using (var next = await PostgresServer.StartAsync(folder.Path)) await Sql.RunAsync(next.ConnectionString, "CREATE TABLE kept AS SELECT 1 AS answer");

        using (var owner = await ServerOwner.StartAsync("postgres", folder.Path)) await owner.KillWithSupervisorAsync();
        await using var last = await PostgresServer.StartAsync(folder.Path);
        (await Sql.RunAsync(last.ConnectionString, "SELECT answer FROM kept")).ShouldBe(1);
    }

    [Fact]
    public async Task A_stale_server_that_nobody_stops_is_killed_by_the_next_start()
    {
        using var stale = await StartUnsupervisedAsync();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "postgres.pid"), stale.Id.ToString(CultureInfo.InvariantCulture));

        await using var server = await PostgresServer.StartAsync(folder.Path);

        await stale.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        server.ProcessId.ShouldNotBe(stale.Id);
    }

    [Fact]
    public async Task A_server_that_was_started_by_hand_is_respected()
    {
        using var byHand = await StartUnsupervisedAsync();
        (await Should.ThrowAsync<LocalServerException>(() => PostgresServer.StartAsync(folder.Path))).Message.ShouldContain($"process {byHand.Id}");
        byHand.HasExited.ShouldBeFalse();
        byHand.Kill(entireProcessTree: true);
    }

    [Fact]
    public async Task A_stranger_that_got_the_old_process_id_is_left_alone()
    {
        using var stranger = Process.Start("sleep", "60");
        await using (await PostgresServer.StartAsync(folder.Path))
        {
        }

        await File.WriteAllTextAsync(Path.Combine(folder.Path, "postgres.pid"), stranger.Id.ToString(CultureInfo.InvariantCulture));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "postgres", "postmaster.pid"), $"{stranger.Id}\n{folder.Path}/postgres\n");

        await using (await PostgresServer.StartAsync(folder.Path)) stranger.HasExited.ShouldBeFalse();
        stranger.Kill();
    }

    public void Dispose() => folder.Dispose();

    private static bool Exists(int processId) => Directory.Exists($"/proc/{processId}");

    private static Task GoneAsync(int processId) =>
        Eventually.HoldsAsync($"process {processId} ends", async () => !await ProcessTree.IsRunningAsync(processId, "", CancellationToken.None) || IsZombie(processId));

    /// <summary>Orphans belong to process 1 of the machine, which in containers does not always collect them.</summary>
    private static bool IsZombie(int processId)
    {
        var status = $"/proc/{processId}/status";
        return !File.Exists(status) || File.ReadAllText(status).Contains("State:\tZ", StringComparison.Ordinal);
    }

    private int ProcessId(string file) => int.Parse(File.ReadAllText(Path.Combine(folder.Path, file)), CultureInfo.InvariantCulture);

    /// <summary>A postmaster on the folder's data that nothing supervises.</summary>
    private async Task<Process> StartUnsupervisedAsync()
    {
        string program;
        await using (var first = await PostgresServer.StartAsync(folder.Path))
            program = (await File.ReadAllTextAsync($"/proc/{first.ProcessId}/cmdline")).Split('\0')[0];
        var user = await UnprivilegedUser.ForAsync(folder.Path, CancellationToken.None);
        string[] command = [.. user is null ? Array.Empty<string>() : ["setpriv", .. user.SetprivArguments, "--"], program, "-D", Path.Combine(folder.Path, "postgres")];
        var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardError = true, WorkingDirectory = "/" })!;
        process.BeginErrorReadLine();
        await Eventually.HoldsAsync("the postmaster writes its lock file", () => Task.FromResult(
            File.Exists(Path.Combine(folder.Path, "postgres", "postmaster.pid")) && File.ReadAllText(Path.Combine(folder.Path, "postgres", "postmaster.pid")).Contains("ready", StringComparison.Ordinal)));
        return process;
    }
}

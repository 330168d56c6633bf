using System.Diagnostics;
using IntentEngine.LocalServers.Folders;
using IntentEngine.Support;
using Shouldly;
using Xunit;

namespace IntentEngine.Cli.Engine;

public sealed class ServiceProcessTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_service_that_falls_is_started_again_after_a_pause_that_grows()
    {
        var clock = new FakeClock();
        await using var service = await ServiceProcess.StartAsync(Spec($"echo started >> '{folder.Path}/starts'; exit 3", restarts: true), TextWriter.Null, clock, CancellationToken.None);
        var began = clock.GetUtcNow();
        await Eventually.Holds(() => Task.FromResult(Move(clock) && Starts() >= 3), "two restarts");
        (clock.GetUtcNow() - began).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1.5));
        service.Ended.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_service_that_falls_says_so_and_has_a_new_process()
    {
        var clock = new FakeClock();
        using var progress = new StringWriter();
        await using var service = await ServiceProcess.StartAsync(Spec($"echo started >> '{folder.Path}/starts'; exec sleep 1000", restarts: true), TextWriter.Synchronized(progress), clock, CancellationToken.None);
        var first = service.ProcessId;
        Process.GetProcessById(first).Kill();
        await Eventually.Holds(() => Task.FromResult(Move(clock) && service.ProcessId != first), "a new process");
        progress.ToString().ShouldContain("service ended with exit code 137");
        await Eventually.Holds(async () => File.Exists($"{folder.Path}/service.pid") && await File.ReadAllTextAsync($"{folder.Path}/service.pid") == $"{service.ProcessId}", "the new process in the pid file");
    }

    [Fact]
    public async Task The_end_of_a_service_that_is_not_restarted_is_told()
    {
        await using var service = await ServiceProcess.StartAsync(Spec("exit 0", restarts: false), TextWriter.Null, TimeProvider.System, CancellationToken.None);
        await service.Ended.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_service_that_ends_while_starting_is_reported_with_the_end_of_its_log()
    {
        await using var service = await ServiceProcess.StartAsync(Spec("echo the database is missing; exit 1", restarts: false), TextWriter.Null, TimeProvider.System, CancellationToken.None);
        (await Should.ThrowAsync<CommandException>(() => service.WaitUntilReadyAsync(CancellationToken.None))).Message.ShouldSatisfyAllConditions(
            text => text.ShouldContain("service ended while starting"),
            text => text.ShouldContain("the database is missing"));
    }

    [Fact]
    public async Task Stopping_leaves_no_process_behind_and_starts_none()
    {
        var service = await ServiceProcess.StartAsync(Spec($"echo started >> '{folder.Path}/starts'; exec sleep 1000", restarts: true), TextWriter.Null, TimeProvider.System, CancellationToken.None);
        var process = service.ProcessId;
        await service.DisposeAsync();
        await service.DisposeAsync();
        Directory.Exists($"/proc/{process}").ShouldBeFalse();
        File.Exists($"{folder.Path}/service.pid").ShouldBeFalse();
        Starts().ShouldBeLessThanOrEqualTo(1);
    }

    private static bool Move(FakeClock clock)
    {
        clock.Advance(TimeSpan.FromMilliseconds(100));
        return true;
    }

    private int Starts() => File.Exists($"{folder.Path}/starts") ? File.ReadAllLines($"{folder.Path}/starts").Length : 0;

    private ServiceSpec Spec(string script, bool restarts) => new()
    {
        Name = "service",
        Command = ["bash", "-c", script],
        Address = new Uri($"http://127.0.0.1:{LoopbackPort.FindFree()}/"),
        LogFile = $"{folder.Path}/service.log",
        PidFile = $"{folder.Path}/service.pid",
        Restarts = restarts,
    };
}

using System.Diagnostics;
using System.Globalization;

namespace IntentEngine.LocalServers.Processes;

/// <summary>One running server that ends with its owner, however the owner ends.</summary>
/// <remarks>
/// The server is the child of a small shell (<c>supervise.sh</c>) in a session of its own, so Ctrl-C in a terminal reaches
/// the owner alone. The shell stops the server when our end of a pipe closes, which the kernel does even after kill -9.
/// The parent-death signal covers the death of the shell itself; it is safe there because a shell has a single thread.
/// </remarks>
public sealed class SupervisedProcess : IAsyncDisposable
{
    private const int GraceSeconds = 20;

    private readonly Process shell;
    private readonly ServerCommand command;
    private bool disposed;

    private SupervisedProcess(Process shell, ServerCommand command, int processId)
    {
        this.shell = shell;
        this.command = command;
        ProcessId = processId;
    }

    /// <summary>Process id of the server itself.</summary>
    public int ProcessId { get; }

    /// <summary>True once the server is gone.</summary>
    public bool HasExited => disposed || shell.HasExited;

    /// <summary>Exit code of the server, 128 and more when a signal ended it. Only once it is gone and before this is disposed.</summary>
    public int ExitCode => shell.ExitCode;

    /// <summary>Starts the server; does not wait until it is ready.</summary>
    /// <exception cref="LocalServerException">It did not start; the message has the end of its log.</exception>
    public static async Task<SupervisedProcess> StartAsync(ServerCommand command, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(command);
        LogFiles.Rotate(command.LogFile);
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        foreach (var (name, value) in command.Environment) start.Environment[name] = value;
        string[] supervise = ["bash", "-c", EmbeddedScript.Read("supervise.sh"), "supervise", command.LogFile, command.StopSignal, GraceSeconds.ToString(CultureInfo.InvariantCulture)];
        string[] all = [.. OwnSession(), .. supervise, .. Privileges(command), .. command.Arguments];
        start.FileName = all[0];
        foreach (var argument in all.Skip(1)) start.ArgumentList.Add(argument);

        var shell = Process.Start(start) ?? throw new LocalServerException($"{start.FileName} did not start.");
        try
        {
            var line = await shell.StandardOutput.ReadLineAsync(cancel);
            if (!int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var processId))
                throw new LocalServerException($"Expected the process id of {command.Arguments[0]}, got '{line}'. {LogFiles.Tail(command.LogFile)}");
            await File.WriteAllTextAsync(command.PidFile, line, CancellationToken.None);
            return new SupervisedProcess(shell, command, processId);
        }
        catch (Exception)
        {
            // Closing the pipe stops what may have started.
            shell.StandardInput.Close();
            shell.Dispose();
            throw;
        }
    }

    /// <summary>Returns once the server is gone, whoever ended it.</summary>
    public Task WaitForExitAsync(CancellationToken cancel) => shell.WaitForExitAsync(cancel);

    /// <summary>Stops the server cleanly; after 20 s it is killed.</summary>
    private async Task StopAsync()
    {
        if (!shell.HasExited) shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        File.Delete(command.PidFile);
    }

    /// <summary>SIGKILL to the server and everything it started, as a power cut of that server would be.</summary>
    public async Task KillAsync()
    {
        if (command.Container is { } container)
            await Tool.TryRunAsync("docker", ["kill", container], CancellationToken.None);
        else
            ProcessTree.Kill(ProcessId);
        await shell.WaitForExitAsync();
    }

    /// <summary>Stops the server; a second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed) return;
        disposed = true;
        await StopAsync();
        shell.Dispose();
    }

    private static string[] OwnSession() =>
        Tool.Find("setsid") is { } setsid ? [setsid] : ["perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die"];

    private static string[] Privileges(ServerCommand command)
    {
        if (Tool.Find("setpriv") is not { } setpriv)
            return command.User is null ? [] : throw new LocalServerException($"setpriv (package util-linux) is needed to run {command.Arguments[0]} as user {command.User.Name}; install it.");
        return [setpriv, .. command.User?.SetprivArguments ?? [], "--pdeathsig", command.StopSignal, "--"];
    }
}

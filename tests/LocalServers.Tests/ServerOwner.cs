using System.Diagnostics;

namespace IntentEngine.LocalServers;

/// <summary>A process of its own that starts a server and then waits to be killed.</summary>
internal sealed class ServerOwner : IDisposable
{
    public const string Argument = "--own-a-server";

    private readonly Process process;

    private ServerOwner(Process process) => this.process = process;

    /// <summary>What runs inside the process.</summary>
    public static async Task<int> RunAsync(string server, string folder)
    {
        await using IAsyncDisposable owned = server == "postgres" ? await PostgresServer.StartAsync(folder) : await RabbitMqServer.StartAsync(folder);
        Console.WriteLine("ready");
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Starts the process and returns when its server answers.</summary>
    public static async Task<ServerOwner> StartAsync(string server, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ServerOwner).Assembly.Location, Argument, server, folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var owner = new ServerOwner(Process.Start(start)!);
        (await owner.process.StandardOutput.ReadLineAsync()).ShouldBe("ready");
        return owner;
    }

    /// <summary>kill -9 to the owner alone: nobody tells the server.</summary>
    public Task KillAsync()
    {
        process.Kill();
        return process.WaitForExitAsync();
    }

    /// <summary>kill -9 to the owner and to every shell of the supervisor: only the server itself is left.</summary>
    public async Task KillWithSupervisorAsync()
    {
        foreach (var supervisor in await ChildrenAsync(process.Id))
        {
            foreach (var watcher in await ChildrenAsync(supervisor)) KillShell(watcher);
            KillShell(supervisor);
        }

        await KillAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private static void KillShell(int processId)
    {
        using var shell = Process.GetProcessById(processId);
        if (shell.ProcessName == "bash") shell.Kill();
    }

    private static async Task<List<int>> ChildrenAsync(int parent)
    {
        using var ps = Process.Start(new ProcessStartInfo("ps", ["-A", "-o", "pid=,ppid="]) { RedirectStandardOutput = true })!;
        var lines = await ps.StandardOutput.ReadToEndAsync();
        return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToArray())
            .Where(pair => pair[1] == parent)
            .Select(pair => pair[0])
            .ToList();
    }
}

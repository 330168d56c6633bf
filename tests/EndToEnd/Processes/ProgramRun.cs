using System.Diagnostics;
using System.Globalization;

namespace IntentEngine.EndToEnd.Processes;

/// <summary>One run of one program, which never outlives the tests: even after kill -9 of the tests it is killed.</summary>
/// <remarks>A small shell waits for it and for our end of a pipe; the kernel closes the pipe when the tests end, however they do.</remarks>
internal sealed class ProgramRun : IDisposable
{
    private const string Guard = """
        exec 3<&0 </dev/null 2>/dev/null
        "${@:2}" 3<&- >>"$1" 2>&1 &
        program=$!
        { cat <&3; kill -KILL $program; } >/dev/null 2>&1 &
        watcher=$!
        exec 3<&-
        echo $program
        wait $program
        code=$?
        kill $watcher 2>/dev/null
        exit $code
        """;

    private readonly Process _shell;

    private ProgramRun(Process shell, int processId)
    {
        _shell = shell;
        ProcessId = processId;
    }

    /// <summary>Process id of the program itself.</summary>
    public int ProcessId { get; }

    /// <summary>Starts it; does not wait until it is ready.</summary>
    public static async Task<ProgramRun> StartAsync(string program, IReadOnlyDictionary<string, string?> environment, string logFile, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["-c", Guard, "guard", logFile, "dotnet", program, .. arguments]) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["DOTNET_gcServer"] = "0";
        var shell = Process.Start(start)!;
        var line = await shell.StandardOutput.ReadLineAsync();
        return int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
            ? new ProgramRun(shell, processId)
            : throw new InvalidOperationException($"Expected the process id of {program}; came '{line}'.");
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code; 128 and the signal's number when a signal ended it.</returns>
    public async Task<int> WaitAsync(CancellationToken cancel = default)
    {
        await _shell.WaitForExitAsync(cancel);
        return _shell.ExitCode;
    }

    /// <summary>Kills it if it still runs.</summary>
    public void Dispose()
    {
        if (!_shell.HasExited)
        {
            Signals.SendKill(ProcessId);
            _shell.WaitForExit();
        }

        _shell.Dispose();
    }
}

using System.Diagnostics;

namespace IntentEngine.LocalServers.Processes;

/// <summary>Runs a program to its end and takes what it printed.</summary>
internal static class Tool
{
    private static readonly string[] AlsoLookIn = ["/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/opt/homebrew/bin", "/opt/homebrew/sbin"];

    /// <summary>Full path of a program in PATH or the usual folders beside it; null when there is none.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(AlsoLookIn)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Runs the program and expects exit code 0; anything else throws with what it printed.</summary>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancel, IReadOnlyDictionary<string, string>? environment = null)
    {
        var result = await TryRunAsync(program, arguments, cancel, environment);
        return result.ExitCode == 0
            ? result.Output
            : throw new LocalServerException($"{program} ended with exit code {result.ExitCode}, expected 0. It said: {(result.Errors + result.Output).Trim()}");
    }

    /// <summary>Runs the program; the caller judges the exit code.</summary>
    public static async Task<ToolResult> TryRunAsync(string program, IEnumerable<string> arguments, CancellationToken cancel, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new LocalServerException($"{program} did not start.");
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return new ToolResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}

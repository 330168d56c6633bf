using System.Diagnostics;

namespace IntentEngine.Cli;

/// <summary>Runs intentctl as a process of its own, as people and scripts do.</summary>
public sealed record CommandLineRun(int ExitCode, string Output, string Errors)
{
    public static async Task<CommandLineRun> Of(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "IntentEngine.Cli.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandLineRun(process.ExitCode, await output, await errors);
    }
}

using System.CommandLine;
using System.CommandLine.Help;
using IntentEngine.Cli.Demo;
using IntentEngine.Cli.Publishers;
using IntentEngine.Cli.Tokens;
using IntentEngine.Cli.Up;
using IntentEngine.Hosting.Startup;
using IntentEngine.LocalServers;

namespace IntentEngine.Cli;

/// <summary>The program <c>intentctl</c>: its commands, and how their failures reach a person.</summary>
public static class Intentctl
{
    /// <summary>Runs one command line.</summary>
    /// <returns>0 done; 1 it did not work, the reason is on standard error; 2 the arguments are wrong; 130 stopped by a signal.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync($"intentctl {parsed.CommandResult.Command.Name} --help shows what is expected.");
            return ExitCodes.WrongArguments;
        }

        using var stop = StopSignals.Listen();
        try
        {
            // Its own handling of signals would end the process after two seconds; stopping the engine may take longer.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return ExitCodes.Stopped;
        }
        catch (Exception refused) when (refused is StartupException or LocalServerException or CommandException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return ExitCodes.Failed;
        }
    }

    // Not a RootCommand: that one is called after the file it was compiled to.
    private static Command Root() => new("intentctl", "Drives an intent engine on this machine.") { new HelpOption { Recursive = true }, new VersionOption(), DemoCommand.Create(), UpCommand.Create(), TokenCommand.Create(), PublisherCommand.Create() };
}

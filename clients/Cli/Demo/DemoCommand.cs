using System.CommandLine;
using IntentEngine.Cli.Engine;
using IntentEngine.LocalServers.Folders;
using Spectre.Console;

namespace IntentEngine.Cli.Demo;

/// <summary><c>demo</c>: one content workflow from request to articles, on an engine that is started for it.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var yes = new Option<bool>("--yes") { Description = "Decide at the gates without asking: all seeds, the first five subtopics." };
        var json = new Option<string?>("--json") { Description = "Write the result as data to this file." };
        var distributed = new Option<bool>("--distributed") { Description = "Every service its own process, over RabbitMQ, with two instances of Workflows." };
        var data = new Option<string>("--data") { Description = "Folder that keeps databases, keys, logs and articles.", DefaultValueFactory = _ => Path.Combine(".data", "demo") };
        var keep = new Option<bool>("--keep") { Description = "Leave the engine running at the end; Ctrl-C stops it." };

        var command = new Command("demo", "Run one content workflow from request to articles.") { yes, json, distributed, data, keep };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(yes) && (Console.IsInputRedirected || Console.IsOutputRedirected))
                result.AddError("demo asks you at the gates, and this is not a terminal: add --yes to let it decide.");
        });
        command.SetAction((parsed, cancel) => DemoRun.RunAsync(new DemoOptions
        {
            Engine = new EngineOptions
            {
                DataFolder = Path.GetFullPath(parsed.GetValue(data)!),
                Port = LoopbackPort.FindFree(),
                Distributed = parsed.GetValue(distributed),
                Progress = Console.Error,
            },
            Yes = parsed.GetValue(yes),
            JsonFile = parsed.GetValue(json) is { } file ? Path.GetFullPath(file) : null,
            Keep = parsed.GetValue(keep),
        }, Terminal(), cancel));
        return command;
    }

    private static IAnsiConsole Terminal()
    {
        if (!Console.IsOutputRedirected) return AnsiConsole.Console;
        // In a file or a pipe: no colours, and nothing cut to the width of a terminal.
        var plain = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No });
        plain.Profile.Width = 240;
        return plain;
    }
}

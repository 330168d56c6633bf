using System.CommandLine;
using System.CommandLine.Parsing;
using IntentEngine.Cli.Engine;
using IntentEngine.Cli.Tokens;
using IntentEngine.Hosting.Authentication;

namespace IntentEngine.Cli.Up;

/// <summary><c>up</c>: runs an engine in the foreground until a signal stops it.</summary>
internal static class UpCommand
{
    private const int MostInstances = 16;

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port of the API on 127.0.0.1.", DefaultValueFactory = _ => 8080, CustomParser = Port };
        var data = new Option<string>("--data") { Description = "Folder that keeps databases, queues, keys and logs.", DefaultValueFactory = _ => ".data" };
        var distributed = new Option<bool>("--distributed") { Description = "Every service its own process, over RabbitMQ." };
        var scale = new Option<int>("--scale") { Description = $"workflows=N: instances of Workflows, 1 to {MostInstances}.", DefaultValueFactory = _ => 2, CustomParser = Instances };

        var command = new Command("up", "Run an engine in the foreground; Ctrl-C stops it.") { port, data, distributed, scale };
        command.Validators.Add(result =>
        {
            if (result.GetResult(scale) is { Implicit: false } && !result.GetValue(distributed)) result.AddError("--scale needs --distributed: embedded, the engine is one process.");
        });
        command.SetAction((parsed, cancel) => RunAsync(new EngineOptions
        {
            DataFolder = Path.GetFullPath(parsed.GetValue(data)!),
            Port = parsed.GetValue(port),
            Distributed = parsed.GetValue(distributed),
            WorkflowInstances = parsed.GetValue(scale),
            Progress = Console.Error,
        }, cancel));
        return command;
    }

    private static async Task<int> RunAsync(EngineOptions options, CancellationToken cancel)
    {
        await using var engine = await RunningEngine.StartAsync(options, cancel);
        await Console.Out.WriteLineAsync($"Ready on {engine.Address} with {string.Join(", ", engine.Services.Select(s => s.Name))}. Ctrl-C stops it.");
        if (engine.ProvidersAreSimulated) await Console.Out.WriteLineAsync("Keyword data and language model are SIMULATED; docs/operations.md says how to use real ones.");
        var tokens = DevelopmentTokens.LoadOrCreate(options.KeyFile);
        foreach (var role in Roles.All)
            await Console.Out.WriteLineAsync($"{role}: {tokens.Issue(role, DemoIdentity.OrganizationId, DemoIdentity.Subject, DevelopmentTokens.MaximumLifetime)}");

        var stopped = Task.Delay(Timeout.InfiniteTimeSpan, options.Clock, cancel);
        if (await Task.WhenAny(stopped, engine.Broken) != stopped) throw new CommandException($"The engine ended by itself. {engine.LogTails()}");
        await Console.Error.WriteLineAsync("Stopping.");
        return ExitCodes.Done;
    }

    private static int Port(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (int.TryParse(text, out var port) && port is >= 1 and <= 65535) return port;
        result.AddError($"--port expects a number from 1 to 65535; came '{text}'.");
        return default;
    }

    private static int Instances(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (text.StartsWith("workflows=", StringComparison.Ordinal) && int.TryParse(text["workflows=".Length..], out var instances) && instances is >= 1 and <= MostInstances) return instances;
        result.AddError($"--scale expects workflows=N with N from 1 to {MostInstances}; came '{text}'.");
        return default;
    }
}

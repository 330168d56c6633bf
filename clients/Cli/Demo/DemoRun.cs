using IntentEngine.Cli.Demo.Output;
using IntentEngine.Cli.Demo.Report;
using IntentEngine.Cli.Engine;
using IntentEngine.Client;
using Spectre.Console;

namespace IntentEngine.Cli.Demo;

/// <summary>Starts the engine, plays the demo on it, reports, and stops the engine whatever happened.</summary>
internal static class DemoRun
{
    /// <returns>0 only if all of it happened.</returns>
    public static async Task<int> RunAsync(DemoOptions options, IAnsiConsole console, CancellationToken cancel)
    {
        var report = new DemoReport(options.Engine);
        try
        {
            await PlayAsync(options, report, console, cancel);
            return ExitCodes.Done;
        }
        catch (Exception failure) when (failure is CommandException or ProblemException or HttpRequestException)
        {
            report.Failure = failure.Message;
            await Console.Error.WriteLineAsync($"The demo failed: {failure.Message}");
            return ExitCodes.Failed;
        }
        finally
        {
            if (options.JsonFile is { } file) await report.WriteAsync(file);
        }
    }

    private static async Task PlayAsync(DemoOptions options, DemoReport report, IAnsiConsole console, CancellationToken cancel)
    {
        console.MarkupLineInterpolated($"Starting the engine ({(options.Engine.Distributed ? "every service its own process, over RabbitMQ" : "one process")}) in {options.Engine.DataFolder}");
        await using var engine = await RunningEngine.StartAsync(options.Engine, cancel);
        report.Timings.EngineReady();
        console.MarkupLineInterpolated($"Ready on {engine.Address} after {report.Timings.EngineReadyMs / 1000.0:0.0} s.");
        if (engine.ProvidersAreSimulated) console.MarkupLine("[yellow]Keyword data and language model are SIMULATED: no account is used, nothing is paid, the texts are made up.[/]");

        await UnlessItBreaks(engine, token => new ContentDemo(options, engine, report, console).PlayAsync(token), cancel);
        report.Measure(engine);
        Farewell.Print(console, options, report);
        if (options.Keep) await KeepAsync(engine, cancel);
    }

    private static async Task UnlessItBreaks(RunningEngine engine, Func<CancellationToken, Task> play, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var playing = play(either.Token);
        if (await Task.WhenAny(playing, engine.Broken) != playing)
        {
            await either.CancelAsync();
            await playing.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw new CommandException($"The engine ended by itself. {engine.LogTails()}");
        }

        try
        {
            await playing;
        }
        catch (Exception failure) when (failure is CommandException or ProblemException or HttpRequestException)
        {
            throw new CommandException($"{failure.Message}{Environment.NewLine}{engine.LogTails()}", failure);
        }
    }

    private static async Task KeepAsync(RunningEngine engine, CancellationToken cancel)
    {
        var stopped = Task.Delay(Timeout.InfiniteTimeSpan, engine.Options.Clock, cancel);
        if (await Task.WhenAny(stopped, engine.Broken) != stopped) throw new CommandException($"The engine ended by itself. {engine.LogTails()}");
    }
}

using IntentEngine.Cli.Demo.Report;
using Spectre.Console;

namespace IntentEngine.Cli.Demo.Output;

/// <summary>The figures, and how to go on.</summary>
internal static class Farewell
{
    public static void Print(IAnsiConsole console, DemoOptions options, DemoReport report)
    {
        Heading.Print(console, "Done");
        var timings = report.Timings;
        console.MarkupLineInterpolated($"{report.Articles.Count} articles in {timings.TotalMs / 1000.0:0.0} s (engine ready after {timings.EngineReadyMs / 1000.0:0.0} s); resident memory {report.ResidentBytes / 1_000_000} MB in {report.Processes.Count} process(es).");
        if (report.ProvidersSimulated) console.MarkupLineInterpolated($"[yellow]Providers were SIMULATED: nothing was paid; by their price lists it would have been ${report.Workflow?.CostUsd:0.00}.[/]");
        else console.MarkupLineInterpolated($"Providers charged ${report.Workflow?.CostUsd:0.00}.");

        var data = Path.GetRelativePath(Environment.CurrentDirectory, report.DataFolder);
        var folder = data.StartsWith("..", StringComparison.Ordinal) ? report.DataFolder : data;
        var output = console.Profile.Out.Writer;
        output.WriteLine(options.Keep
            ? $"The API is on {report.Api} until Ctrl-C. Ask it:"
            : $"The API was on {report.Api} and stops now; everything is kept in {folder}. Bring it back and ask it:");
        if (!options.Keep) output.WriteLine($"  ./dev up --port {options.Engine.Port} --data {Quoted(folder)}{(options.Engine.Distributed ? " --distributed" : "")}");
        output.WriteLine($"  curl -s -H \"Authorization: Bearer $(./dev token --data {Quoted(folder)} --role content_manager)\" {report.Api}api/intent-workflows/{report.Workflow?.Id}");
    }

    private static string Quoted(string path) => path.All(c => char.IsLetterOrDigit(c) || c is '/' or '.' or '-' or '_') ? path : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

using Spectre.Console;

namespace IntentEngine.Cli.Demo.Output;

/// <summary>Shows on a terminal what is being waited for; elsewhere only the lines of what is done.</summary>
internal static class Waiting
{
    /// <summary>Runs <paramref name="work"/>, which says from time to time what it waits for.</summary>
    public static Task<T> RunAsync<T>(IAnsiConsole console, string first, Func<Action<string>, Task<T>> work) => console.Profile.Capabilities.Interactive
        ? console.Status().StartAsync(first, status => work(text => status.Status(Markup.Escape(text))))
        : work(_ => { });

    /// <summary>A line of what is done.</summary>
    public static void Line(IAnsiConsole console, string what, string measure, string further) =>
        console.MarkupLineInterpolated($"  [green]done[/] {what,-20} {measure,10}  {further}");
}

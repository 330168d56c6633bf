using Spectre.Console;

namespace IntentEngine.Cli.Demo.Output;

/// <summary>Begins a part of the demo's output.</summary>
internal static class Heading
{
    /// <summary>A rule across a terminal, a plain line elsewhere.</summary>
    public static void Print(IAnsiConsole console, string text)
    {
        if (console.Profile.Capabilities.Interactive) console.Write(new Rule($"[bold]{Markup.Escape(text)}[/]").LeftJustified());
        else console.MarkupLineInterpolated($"== {text} ==");
    }
}

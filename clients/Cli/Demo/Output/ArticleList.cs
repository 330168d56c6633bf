using IntentEngine.Cli.Demo.Report;
using Spectre.Console;

namespace IntentEngine.Cli.Demo.Output;

/// <summary>The articles' titles and files.</summary>
internal static class ArticleList
{
    public static void Print(IAnsiConsole console, IReadOnlyList<WrittenArticle> articles)
    {
        Heading.Print(console, "Articles");
        foreach (var article in articles)
        {
            console.MarkupLineInterpolated($"[bold]{article.Title}[/] ({article.WordCount} words)");
            // Not through the console: a path must not be broken into lines.
            console.Profile.Out.Writer.WriteLine($"  {article.Path}");
        }
    }
}

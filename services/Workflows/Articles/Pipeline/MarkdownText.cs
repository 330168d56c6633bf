using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using IntentEngine.Workflows.ProviderCalls;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Small things that Markdown needs in several places.</summary>
internal static partial class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePreciseSourceLocation().Build();

    /// <summary>The document with the place of every element in the text.</summary>
    public static MarkdownDocument Parse(string markdown) => Markdown.Parse(markdown, Pipeline);

    /// <summary>One line of plain text, written so that no character of it means anything to Markdown.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in ModelText.Line(text, int.MaxValue))
        {
            if (letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '&' or '~') escaped.Append('\\');
            escaped.Append(letter);
        }

        return escaped.ToString();
    }

    /// <summary>Number of words a reader sees.</summary>
    public static int CountWords(string markdown) => Word().Count(Markdown.ToPlainText(markdown, Pipeline));

    [GeneratedRegex(@"[\p{L}\p{N}\p{M}]+(?:['’.-][\p{L}\p{N}\p{M}]+)*")]
    private static partial Regex Word();
}

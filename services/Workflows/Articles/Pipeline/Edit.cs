using System.Text;
using Markdig.Syntax;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>A piece of a text to be replaced.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">Its last character, inclusive.</param>
/// <param name="Replacement">What takes its place.</param>
internal sealed record Edit(int Start, int End, string Replacement)
{
    public static Edit Of(SourceSpan span, string replacement) => new(span.Start, span.End, replacement);

    /// <summary>Applies edits from front to back; one that overlaps an earlier one is left for the next round.</summary>
    public static string Apply(string text, IEnumerable<Edit> edits)
    {
        var result = new StringBuilder();
        var done = 0;
        foreach (var edit in edits.OrderBy(e => e.Start).ThenByDescending(e => e.End))
        {
            if (edit.Start < done || edit.End >= text.Length) continue;
            result.Append(text, done, edit.Start - done).Append(edit.Replacement);
            done = edit.End + 1;
        }

        return result.Append(text, done, text.Length - done).ToString();
    }
}

using Markdig.Syntax;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Makes a model's Markdown fit to stand inside an article.</summary>
/// <remarks>
/// Unsafe parts go (<see cref="UnsafeMarkdown"/>), again and again until none is left, since taking one out may form another.
/// Headings move down so that the highest is <c>###</c> and none repeats the section's own; an open code fence is closed,
/// so that it cannot swallow what follows. Cleaning clean text changes nothing.
/// </remarks>
internal static class MarkdownCleaner
{
    private const int TopLevel = 3;
    private const int MostRounds = 20;

    /// <summary>The cleaned text, without white space at its ends; may be empty.</summary>
    /// <param name="markdown">As it came.</param>
    /// <param name="sectionHeading">Heading under which it will stand; a first heading that repeats it is dropped.</param>
    public static string Clean(string markdown, string sectionHeading)
    {
        var text = markdown.ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal).Trim();
        for (var round = 0; round < MostRounds; round++)
        {
            var next = Pass(text, sectionHeading);
            if (next == text) return text;
            text = next;
        }

        // Text that never settles was made to confuse: show it as it is.
        return MarkdownText.Escape(text);
    }

    private static string Pass(string text, string sectionHeading) => UnsafeMarkdown.Find(text) is { Count: > 0 } edits
        ? Edit.Apply(text, edits).Trim()
        : CloseFence(Edit.Apply(text, Headings(text, sectionHeading))).Trim();

    private static List<Edit> Headings(string text, string sectionHeading)
    {
        var headings = MarkdownText.Parse(text).Descendants<HeadingBlock>().ToList();
        if (headings.Count == 0) return [];

        var shift = Math.Max(0, TopLevel - headings.Min(heading => heading.Level));
        return [.. headings.Select((heading, index) =>
        {
            var words = Words(heading, text);
            var repeats = index == 0 && string.Equals(words, sectionHeading, StringComparison.OrdinalIgnoreCase);
            return Edit.Of(heading.Span, words.Length == 0 || repeats ? "" : $"{new string('#', Math.Min(6, heading.Level + shift))} {words}");
        })];
    }

    private static string Words(HeadingBlock heading, string text) => heading.Inline?.FirstChild is { } first
        ? string.Join(' ', text[first.Span.Start..(heading.Inline.LastChild!.Span.End + 1)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        : "";

    private static string CloseFence(string text) =>
        MarkdownText.Parse(text).LastChild is FencedCodeBlock { ClosingFencedCharCount: 0 } open
            ? $"{text.TrimEnd('\n')}\n{new string(open.FencedChar, open.OpeningFencedCharCount)}"
            : text;
}

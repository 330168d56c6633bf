using System.Text.RegularExpressions;
using IntentEngine.Workflows.ProviderCalls;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Finds what a model's Markdown must not carry into an article: raw HTML, images, and links to anything but http(s).</summary>
/// <remarks>The decision is left to a CommonMark parser: what it takes for a code sample stays as it is, what it takes for HTML goes.</remarks>
internal static partial class UnsafeMarkdown
{
    /// <summary>What to change; empty when the text is clean.</summary>
    public static List<Edit> Find(string text)
    {
        var edits = new List<Edit>();
        foreach (var element in MarkdownText.Parse(text).Descendants())
        {
            switch (element)
            {
                case HtmlBlock block: edits.Add(Edit.Of(block.Span, TextOf(block, text))); break;
                case HtmlInline tag: edits.Add(Edit.Of(tag.Span, "")); break;
                case LinkReferenceDefinition definition: edits.Add(Edit.Of(definition.Span, "")); break;
                case AutolinkInline auto: edits.Add(Edit.Of(auto.Span, AutoLink(auto))); break;
                case LinkInline link when Link(link, text) is { } replacement: edits.Add(Edit.Of(link.Span, replacement)); break;
                case LiteralInline literal: edits.AddRange(LooseTags(literal, text)); break;
            }
        }

        return edits;
    }

    // A container such as <div> may wrap the whole section, and an open comment runs to its end, so their words stay; a script or style is not text.
    private static string TextOf(HtmlBlock block, string text)
    {
        var html = text[block.Span.Start..Math.Min(text.Length, block.Span.End + 1)];
        return block.Type switch
        {
            HtmlBlockType.InterruptingBlock or HtmlBlockType.NonInterruptingBlock => Tag().Replace(html, "").Replace("<", "&lt;", StringComparison.Ordinal),
            HtmlBlockType.Comment when !html.Contains("-->", StringComparison.Ordinal) => html.Replace("<", "&lt;", StringComparison.Ordinal),
            _ => "",
        };
    }

    private static string AutoLink(AutolinkInline link) => !link.IsEmail && SafeUrl(link.Url) is { } url ? $"[{MarkdownText.Escape(link.Url)}]({url})" : MarkdownText.Escape(link.Url);

    // Null: leave it as it is. A reference link is written out, because its definition goes.
    private static string? Link(LinkInline link, string text)
    {
        var inner = link.FirstChild is null ? "" : text[link.FirstChild.Span.Start..Math.Min(text.Length, link.LastChild!.Span.End + 1)];
        if (link.IsImage || SafeUrl(link.Url) is not { } url) return inner;
        return link.Reference is null ? null : $"[{inner}]({url})";
    }

    // Text such as "<img src=x" is no HTML to CommonMark, but may be to a careless renderer.
    private static IEnumerable<Edit> LooseTags(LiteralInline literal, string text)
    {
        for (var i = Math.Max(0, literal.Span.Start); i <= literal.Span.End && i + 1 < text.Length; i++)
        {
            if (text[i] == '<' && (i == 0 || text[i - 1] != '\\') && (char.IsLetter(text[i + 1]) || text[i + 1] is '/' or '!' or '?')) yield return new Edit(i, i, "&lt;");
        }
    }

    private static string? SafeUrl(string? url) =>
        ModelText.HttpUrl(url)?.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);

    [GeneratedRegex("<[^<>]*>")]
    private static partial Regex Tag();
}

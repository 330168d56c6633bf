using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IntentEngine.Workflows.Parsing.Parsers;

/// <summary>What a reader sees of a line of Markdown.</summary>
internal static class InlineText
{
    /// <summary>The text without its marks; tags of HTML are left out.</summary>
    public static string Of(ContainerInline inline)
    {
        var text = new StringBuilder();
        foreach (var part in inline.Descendants())
        {
            switch (part)
            {
                case LiteralInline literal: text.Append(literal.Content.AsSpan()); break;
                case CodeInline code: text.Append(code.Content); break;
                case HtmlEntityInline entity: text.Append(entity.Transcoded.AsSpan()); break;
                case AutolinkInline link: text.Append(link.Url); break;
                case LineBreakInline: text.Append('\n'); break;
            }
        }

        return text.ToString().Trim();
    }
}

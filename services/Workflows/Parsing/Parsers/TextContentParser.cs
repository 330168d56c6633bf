using System.Text.RegularExpressions;
using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing.Parsers;

/// <summary>Plain text: paragraphs between empty lines, and lines that begin like items of a list.</summary>
internal sealed partial class TextContentParser : IContentParser
{
    public string FileType => "text";

    public SourceContent Parse(SourceText source, ParseOptions options, ContentBuilder content, CancellationToken cancel)
    {
        var paragraph = new List<string>();
        Block? item = null;
        using var reader = source.Open();
        while (reader.ReadLine() is { } line)
        {
            cancel.ThrowIfCancellationRequested();
            var text = line.Trim();
            if (text.Length == 0)
            {
                Close();
            }
            else if (Item().Match(text) is { Success: true } found)
            {
                Close();
                item = new Block(BlockKind.ListItem, "") { Level = 1, Ordered = !found.Groups["bullet"].Success };
                paragraph.Add(found.Groups["text"].Value);
            }
            else
            {
                paragraph.Add(text);
            }
        }

        Close();
        return content.Build(FileType, source.EncodingName);

        // A line below an item, without an empty one between, belongs to it.
        void Close()
        {
            if (paragraph.Count > 0) content.Add((item ?? new Block(BlockKind.Paragraph, "")) with { Text = string.Join('\n', paragraph) });
            paragraph.Clear();
            item = null;
        }
    }

    [GeneratedRegex(@"^(?:(?<bullet>[-*•])|\d{1,4}[.)]|(?i:step)\s+\d{1,4}\s*[.:)-])\s+(?<text>\S.*)$")]
    private static partial Regex Item();
}

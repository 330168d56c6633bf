using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing.Parsers;

/// <summary>HTML as a browser reads it, without running or loading anything.</summary>
internal sealed class HtmlContentParser : IContentParser
{
    /// <summary>How much deeper than JSON: wrappers without a meaning of their own nest deeply in real pages.</summary>
    public const int DepthFactor = 4;

    // What ends the text before it and begins a text of its own.
    private static readonly HashSet<string> Breaks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "blockquote", "figure", "figcaption", "address", "form", "fieldset", "hr", "body", "html",
        "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "pre", "table", "details", "summary",
    };

    public string FileType => "html";

    public SourceContent Parse(SourceText source, ParseOptions options, ContentBuilder content, CancellationToken cancel)
    {
        using var document = WatchedHtml.Parse(source.ReadAll(), content.Limits.MaxDepth * DepthFactor, cancel);
        CheckDepth(document, content.Limits.MaxDepth * DepthFactor);
        if (document.Body is { } body) Walk(body, content, cancel);
        return content.Build(FileType, source.EncodingName);
    }

    private static void CheckDepth(IHtmlDocument document, int most)
    {
        var depth = 0;
        for (INode? at = document.DocumentElement, last = null; at is not null; (last, at) = (at, HtmlText.Next(at, document, enter: true)))
        {
            // Down adds one; a sibling of an ancestor takes back what lies between.
            if (last is not null && at.Parent == last) depth++;
            else for (var up = last; up is not null && up.Parent != at.Parent; up = up.Parent) depth--;
            if (depth > most) throw new ParseException($"Expected HTML at most {most} elements deep; came more.");
        }
    }

    private static void Walk(INode root, ContentBuilder content, CancellationToken cancel)
    {
        var words = new List<INode>();
        foreach (var node in root.ChildNodes)
        {
            cancel.ThrowIfCancellationRequested();
            if (node is IElement element && HoldsBlocks(element))
            {
                Close();
                Add(element, content, cancel);
            }
            else
            {
                words.Add(node);
            }
        }

        Close();

        // Words and what only marks words make one paragraph, up to the next block.
        void Close()
        {
            foreach (var element in words.OfType<IElement>()) Links(element, content);
            content.Add(new Block(BlockKind.Paragraph, HtmlText.Of(words)));
            words.Clear();
        }
    }

    private static void Add(IElement element, ContentBuilder content, CancellationToken cancel)
    {
        switch (element)
        {
            case IHtmlHeadingElement:
                content.Add(new Block(BlockKind.Heading, Text(element, content)) { Level = element.LocalName[1] - '0' });
                break;
            case IHtmlTableElement table:
                AddTable(table, content);
                break;
            case IHtmlPreElement pre:
                content.Add(new Block(BlockKind.Code, pre.TextContent.Trim('\r', '\n')) { Language = Language(pre) });
                break;
            case IHtmlListItemElement item:
                AddItem(item, content, cancel);
                break;
            default:
                // A container of blocks is walked; what holds words alone is one paragraph.
                if (element.Children.Any(HoldsBlocks)) Walk(element, content, cancel);
                else content.Add(new Block(BlockKind.Paragraph, Text(element, content)));
                break;
        }
    }

    // Its own words are the item, or else its first paragraph; what follows stands for itself.
    private static void AddItem(IHtmlListItemElement item, ContentBuilder content, CancellationToken cancel)
    {
        var inner = item.Children.Where(IsBlock).ToList();
        var text = Text(item, content);
        if (text.Length == 0 && inner is [IHtmlParagraphElement first, ..])
        {
            text = Text(first, content);
            inner.RemoveAt(0);
        }

        content.Add(new Block(BlockKind.ListItem, text) { Level = Depth(item), Ordered = item.ParentElement is IHtmlOrderedListElement });
        foreach (var block in inner) Add(block, content, cancel);
    }

    private static bool IsBlock(IElement element) => Breaks.Contains(element.LocalName);

    private static bool HoldsBlocks(IElement element) => !HtmlText.IsUnseen(element) && (IsBlock(element) || element.Children.Any(HoldsBlocks));

    private static int Depth(IElement item) => item.Ancestors().Count(a => a is IHtmlOrderedListElement or IHtmlUnorderedListElement);

    private static string? Language(IElement pre)
    {
        var name = pre.Children.FirstOrDefault(child => child.LocalName == "code")?.ClassList.FirstOrDefault(c => c.StartsWith("language-", StringComparison.Ordinal));
        return name?["language-".Length..];
    }

    private static string Text(IElement element, ContentBuilder content)
    {
        Links(element, content);
        // Lists and tables inside stand for themselves.
        return HtmlText.Of(element, inner => element is IHtmlListItemElement && IsBlock(inner));
    }

    private static void Links(IElement element, ContentBuilder content)
    {
        foreach (var link in element.QuerySelectorAll("a[href]").Append(element).OfType<IHtmlAnchorElement>()) content.Link(HtmlText.Of(link, _ => false), link.GetAttribute("href"));
    }

    private static void AddTable(IHtmlTableElement table, ContentBuilder content)
    {
        List<string>? columns = null;
        var rows = new List<Cell[]>();
        foreach (var (row, position) in table.Rows.Select((row, i) => (row, i + 1)))
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"Table row {position}");
            var texts = row.Cells.SelectMany(cell => Enumerable.Repeat(Text(cell, content), Math.Clamp(cell.ColumnSpan, 1, content.Limits.MaxColumns))).Take(content.Limits.MaxColumns + 1).ToList();
            foreach (var text in texts) content.CheckCell(text, where);
            if (texts.Count > content.Limits.MaxColumns) throw new ParseException($"{where}: expected at most {content.Limits.MaxColumns} columns; came more.");
            if (columns is null)
            {
                // The first row names the columns when it is marked as a header; else they are numbered.
                var isHeader = row.Cells.All(cell => cell is IHtmlTableHeaderCellElement) || row.ParentElement is { LocalName: "thead" };
                columns = isHeader ? ColumnNames.Of(texts) : ColumnNames.Numbered(texts.Count);
                if (isHeader) continue;
            }

            content.CountRow(Math.Max(columns.Count, texts.Count), where);
            if (texts.Count > columns.Count) columns = ColumnNames.Of([.. columns, .. Enumerable.Repeat("", texts.Count - columns.Count)]);
            rows.Add([.. texts.Select(Cell.Of)]);
        }

        if (columns is null || columns.Count == 0) return;
        content.Add(table.Caption is { } caption ? HtmlText.Of(caption, _ => false) : content.Heading, columns, rows);
    }
}

using System.Globalization;
using IntentEngine.Workflows.Parsing.Sources;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IntentEngine.Workflows.Parsing.Parsers;

/// <summary>Markdown: CommonMark with pipe tables. HTML in it counts as the text it shows.</summary>
internal sealed class MarkdownContentParser : IContentParser
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseYamlFrontMatter().Build();

    public string FileType => "markdown";

    public SourceContent Parse(SourceText source, ParseOptions options, ContentBuilder content, CancellationToken cancel)
    {
        foreach (var block in Read(source.ReadAll())) Add(block, content, depth: 0, ordered: false, cancel);
        return content.Build(FileType, source.EncodingName);
    }

    private static MarkdownDocument Read(string text)
    {
        try
        {
            return Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException tooDeep)
        {
            // The library's own guard against nesting that no person wrote.
            throw new ParseException($"Expected Markdown that is not nested this deeply: {tooDeep.Message}");
        }
    }

    private static void Add(Markdig.Syntax.Block block, ContentBuilder content, int depth, bool ordered, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        switch (block)
        {
            case HeadingBlock heading:
                content.Add(new Sources.Block(BlockKind.Heading, Text(heading, content)) { Level = heading.Level });
                break;
            case Table table:
                AddTable(table, content);
                break;
            case Markdig.Extensions.Yaml.YamlFrontMatterBlock or LinkReferenceDefinitionGroup or ThematicBreakBlock:
                break;
            case FencedCodeBlock fenced:
                content.Add(new Sources.Block(BlockKind.Code, Lines(fenced)) { Language = string.IsNullOrWhiteSpace(fenced.Info) ? null : fenced.Info });
                break;
            case CodeBlock code:
                content.Add(new Sources.Block(BlockKind.Code, Lines(code)));
                break;
            case HtmlBlock html:
                content.Add(new Sources.Block(BlockKind.Paragraph, Shown(html, content, cancel)));
                break;
            case ListBlock list:
                foreach (var item in list) Add(item, content, depth + 1, list.IsOrdered, cancel);
                break;
            case ListItemBlock item:
                AddItem(item, content, depth, ordered, cancel);
                break;
            case ContainerBlock container:
                foreach (var inner in container) Add(inner, content, depth, ordered, cancel);
                break;
            case LeafBlock leaf:
                content.Add(new Sources.Block(BlockKind.Paragraph, Text(leaf, content)));
                break;
        }
    }

    // The first paragraph is the item; what follows in it stands for itself.
    private static void AddItem(ListItemBlock item, ContentBuilder content, int depth, bool ordered, CancellationToken cancel)
    {
        var first = true;
        foreach (var inner in item)
        {
            if (first && inner is ParagraphBlock paragraph) content.Add(new Sources.Block(BlockKind.ListItem, Text(paragraph, content)) { Level = depth, Ordered = ordered });
            else Add(inner, content, depth, ordered, cancel);
            first = false;
        }
    }

    private static void AddTable(Table table, ContentBuilder content)
    {
        List<string>? columns = null;
        var rows = new List<Cell[]>();
        foreach (var row in table.OfType<TableRow>())
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"Line {row.Line + 1}");
            var texts = row.OfType<TableCell>().Select(cell => string.Join('\n', cell.OfType<LeafBlock>().Select(leaf => Text(leaf, content)))).ToList();
            foreach (var text in texts) content.CheckCell(text, where);
            if (columns is null)
            {
                columns = ColumnNames.Of(texts);
                continue;
            }

            content.CountRow(columns.Count, where);
            rows.Add([.. texts.Take(columns.Count).Select(Cell.Of)]);
        }

        if (columns is not null) content.Add(content.Heading, columns, rows);
    }

    private static string Shown(HtmlBlock html, ContentBuilder content, CancellationToken cancel)
    {
        using var document = WatchedHtml.Parse(Lines(html), content.Limits.MaxDepth * HtmlContentParser.DepthFactor, cancel);
        return document.Body is { } body ? HtmlText.Of(body, _ => false) : "";
    }

    private static string Lines(LeafBlock block) => block.Lines.ToString();

    private static string Text(LeafBlock block, ContentBuilder content)
    {
        if (block.Inline is null) return "";
        foreach (var link in block.Inline.Descendants<LinkInline>().Where(link => !link.IsImage)) content.Link(InlineText.Of(link), link.Url);
        foreach (var link in block.Inline.Descendants<AutolinkInline>()) content.Link(link.Url, link.IsEmail ? $"mailto:{link.Url}" : link.Url);
        return InlineText.Of(block.Inline);
    }
}

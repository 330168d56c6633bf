using System.Text.Json;
using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing.Profiles;

/// <summary>Sections, their paragraphs, links, and chunks of the text. Records are chunks. The rows of tables count as text.</summary>
internal sealed class UnstructuredProfile : IIngestionProfile
{
    public string Name => "unstructured";

    public int Write(Utf8JsonWriter json, SourceContent content, ParseOptions options)
    {
        var sections = Section.Of(WithRows(content));
        if (sections.Count == 0) throw new ParseException("Expected text; came a file without any.");
        return WriteText(json, sections, content, options);
    }

    /// <summary>Writes <c>sections</c>, <c>links</c> and <c>chunks</c>.</summary>
    /// <returns>Number of chunks.</returns>
    public static int WriteText(Utf8JsonWriter json, IReadOnlyList<Section> sections, SourceContent content, ParseOptions options)
    {
        json.WriteStartArray("sections");
        for (var number = 0; number < sections.Count; number++) Write(json, sections[number], number);
        json.WriteEndArray();

        json.WriteStartArray("links");
        foreach (var link in content.Links)
        {
            json.WriteStartObject();
            json.WriteString("text", link.Text);
            json.WriteString("href", link.Href);
            json.WriteEndObject();
        }

        json.WriteEndArray();

        var count = 0;
        json.WriteStartArray("chunks");
        foreach (var (section, text) in Chunks.Of(sections, options.ChunkSize))
        {
            json.WriteStartObject();
            json.WriteNumber("number", count++);
            json.WriteNumber("section", section);
            json.WriteString("text", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        return count;
    }

    // A table's place in the text is taken by its rows; one without a place comes at the end, unless the text repeats it anyway.
    private static List<Block> WithRows(SourceContent content)
    {
        var tables = content.Tables.ToDictionary(table => table.Name, StringComparer.Ordinal);
        return [.. content.Blocks.SelectMany(block => block.Kind == BlockKind.Table ? Rows(tables[block.Text]) : [block])];
    }

    private static IEnumerable<Block> Rows(SourceTable table) => table.Rows
        .Select(row => string.Join("; ", row.Select((cell, i) => (cell, i)).Where(c => !c.cell.IsNull).Select(c => $"{table.Columns[c.i]}: {c.cell}")))
        .Where(text => text.Length > 0)
        .Select(text => new Block(BlockKind.Paragraph, text));

    private static void Write(Utf8JsonWriter json, Section section, int number)
    {
        json.WriteStartObject();
        json.WriteNumber("number", number);
        json.WriteString("heading", section.Heading);
        json.WriteNumber("level", section.Level);
        json.WriteStartArray("path");
        foreach (var above in section.Path) json.WriteStringValue(above);
        json.WriteEndArray();
        json.WriteStartArray("paragraphs");
        foreach (var block in section.Blocks)
        {
            json.WriteStartObject();
            json.WriteString("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(block.Kind.ToString()));
            json.WriteString(block.Kind == BlockKind.Table ? "table" : "text", block.Text);
            if (block.Kind == BlockKind.ListItem)
            {
                json.WriteBoolean("ordered", block.Ordered);
                json.WriteNumber("depth", block.Level);
            }

            if (block.Language is { } language) json.WriteString("language", language);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

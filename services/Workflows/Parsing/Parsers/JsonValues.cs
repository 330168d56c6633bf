using System.Globalization;
using System.Text.Json;
using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing.Parsers;

/// <summary>What the JSON parsers share: reading one value, and seeing tables and text in it.</summary>
internal static class JsonValues
{
    /// <summary>Reads one JSON value and checks its strings.</summary>
    /// <param name="json">The text.</param>
    /// <param name="line">Line at which it starts, from 1.</param>
    /// <param name="content">The limits.</param>
    /// <exception cref="ParseException">It is not JSON, too deep, has a member twice, or holds a string that is no text or too long.</exception>
    public static JsonElement Read(ReadOnlyMemory<byte> json, long line, ContentBuilder content)
    {
        try
        {
            var root = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = content.Limits.MaxDepth, AllowDuplicateProperties = false }).RootElement;
            Check(root, content, string.Create(CultureInfo.InvariantCulture, $"Line {line}"));
            return root;
        }
        catch (JsonException broken)
        {
            throw ParseException.AtLine(line + (broken.LineNumber ?? 0), $"expected valid JSON, at most {content.Limits.MaxDepth} levels deep, with every member once; near byte {(broken.BytePositionInLine ?? 0) + 1} came something else.");
        }
    }

    /// <summary>Records as a table: columns are the members in order of first appearance. Values that are no objects go under <c>value</c>.</summary>
    public static void AddTable(string? name, IEnumerable<JsonElement> records, ContentBuilder content, Func<int, string> where, CancellationToken cancel)
    {
        var (columns, places, rows, position) = (new List<string>(), new Dictionary<string, int>(StringComparer.Ordinal), new List<Cell[]>(), 0);
        foreach (var record in records)
        {
            cancel.ThrowIfCancellationRequested();
            var cells = new Cell[columns.Count];
            foreach (var (member, value) in Members(record))
            {
                if (!places.TryGetValue(member, out var place))
                {
                    places[member] = place = columns.Count;
                    columns.Add(member);
                    if (columns.Count > content.Limits.MaxColumns) throw new ParseException($"{where(position)}: expected at most {content.Limits.MaxColumns} different members; came more.");
                    Array.Resize(ref cells, columns.Count);
                }

                cells[place] = new Cell(null, value);
            }

            content.CountRow(cells.Length, where(position));
            position++;
            rows.Add(cells);
        }

        content.Add(name, columns, rows, inText: false);
    }

    /// <summary>Every value that is not empty, with its path, as a paragraph.</summary>
    public static void AddText(JsonElement value, string path, ContentBuilder content, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject()) AddText(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", content, cancel);
                break;
            case JsonValueKind.Array:
                var position = 0;
                foreach (var item in value.EnumerateArray()) AddText(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{position++}]"), content, cancel);
                break;
            case JsonValueKind.Null:
                break;
            default:
                var text = new Cell(null, value).ToString();
                if (!string.IsNullOrWhiteSpace(text)) content.Add(new Block(BlockKind.Paragraph, path.Length == 0 ? text : $"{path}: {text}"));
                break;
        }
    }

    private static IEnumerable<(string, JsonElement)> Members(JsonElement record) => record.ValueKind == JsonValueKind.Object
        ? record.EnumerateObject().Select(member => (member.Name, member.Value))
        : [("value", record)];

    // Strings are unescaped when they are read: half of a surrogate pair shows then.
    private static void Check(JsonElement value, ContentBuilder content, string where)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    content.CheckCell(Text(() => member.Name, where), where);
                    Check(member.Value, content, where);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray()) Check(item, content, where);
                break;
            case JsonValueKind.String:
                content.CheckCell(Text(() => value.GetString()!, where), where);
                break;
            case JsonValueKind.Number:
                content.CheckCell(value.GetRawText(), where);
                break;
        }
    }

    private static string Text(Func<string> read, string where)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            throw new ParseException($"{where}: expected valid Unicode in every string; came half of a surrogate pair.");
        }
    }
}

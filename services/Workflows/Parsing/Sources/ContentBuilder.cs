using System.Globalization;
using System.Text.Json;

namespace IntentEngine.Workflows.Parsing.Sources;

/// <summary>Collects what a parser finds and stops it at the limits.</summary>
internal sealed class ContentBuilder(ParseLimits limits)
{
    private readonly List<SourceTable> _tables = [];
    private readonly List<Block> _blocks = [];
    private readonly Dictionary<(string, string), SourceLink> _links = [];
    private readonly HashSet<string> _tableNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _repeats = new(StringComparer.Ordinal);
    private int _rows;
    private long _cells;
    private long _characters;

    /// <summary>The limits in force.</summary>
    public ParseLimits Limits => limits;

    /// <summary>The heading the text is under. Null: none yet.</summary>
    public string? Heading { get; private set; }

    /// <summary>Adds a piece of text; an empty one is nothing.</summary>
    public void Add(Block block)
    {
        if (string.IsNullOrWhiteSpace(block.Text)) return;
        if (_blocks.Count >= limits.MaxBlocks) throw new ParseException($"Expected at most {limits.MaxBlocks} headings, paragraphs and list items; came more. Split the file.");
        if ((_characters += block.Text.Length) > limits.MaxOutputBytes) throw new ParseException($"Expected at most {limits.MaxOutputBytes} characters of text; came more. Split the file.");
        _blocks.Add(block);
        if (block.Kind == BlockKind.Heading) Heading = block.Text;
    }

    /// <summary>Notes a reference.</summary>
    public void Link(string text, string? href)
    {
        if (string.IsNullOrWhiteSpace(href)) return;
        _links.TryAdd((text, href), new SourceLink(text, href));
    }

    /// <summary>Counts a row that is about to be kept.</summary>
    /// <param name="cells">How many cells it has.</param>
    /// <param name="where">Its place for people, e.g. <c>Line 7</c>.</param>
    public void CountRow(int cells, string where)
    {
        if (++_rows > limits.MaxRows) throw new ParseException($"{where}: expected at most {limits.MaxRows} rows; came more. Split the file.");
        if (cells > limits.MaxColumns) throw new ParseException($"{where}: expected at most {limits.MaxColumns} columns; came {cells}.");
        if ((_cells += cells) > limits.MaxCells) throw TooManyCells(where);
    }

    /// <summary>Refuses a value that is too long.</summary>
    public void CheckCell(string text, string where)
    {
        if (text.Length > limits.MaxCellCharacters) throw new ParseException($"{where}: expected at most {limits.MaxCellCharacters} characters in one value; came {text.Length}.");
    }

    /// <summary>Adds a table whose rows were counted, and its place in the text. Rows shorter than the columns are filled up with nulls.</summary>
    public void Add(string? name, IReadOnlyList<string> columns, List<Cell[]> rows, bool inText = true)
    {
        if (columns.Count > limits.MaxColumns) throw new ParseException($"Expected at most {limits.MaxColumns} columns; came {columns.Count}.");
        // One wide row makes all others as wide, so what was counted row by row is not all.
        _cells += rows.Sum(row => (long)columns.Count - row.Length);
        if (_cells > limits.MaxCells) throw TooManyCells($"{rows.Count} rows of {columns.Count} columns");
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Length < columns.Count) rows[i] = [.. rows[i], .. new Cell[columns.Count - rows[i].Length]];
        }

        var table = new SourceTable(Unique(name), columns, rows);
        _tables.Add(table);
        if (inText) Add(new Block(BlockKind.Table, table.Name));
    }

    /// <summary>Everything found.</summary>
    public SourceContent Build(string parserType, string encoding, IReadOnlyList<JsonElement>? json = null) => new()
    {
        ParserType = parserType,
        Encoding = encoding,
        Tables = _tables,
        Blocks = _blocks,
        Links = [.. _links.Values],
        Json = json ?? [],
    };

    private string Unique(string? name)
    {
        var wanted = string.IsNullOrWhiteSpace(name) ? string.Create(CultureInfo.InvariantCulture, $"table_{_tables.Count + 1}") : name;
        var free = wanted;
        while (!_tableNames.Add(free))
        {
            // From where the last search ended: a file may have thousands of tables under one heading.
            var number = _repeats[wanted] = _repeats.GetValueOrDefault(wanted, 1) + 1;
            free = string.Create(CultureInfo.InvariantCulture, $"{wanted} ({number})");
        }

        return free;
    }

    private ParseException TooManyCells(string where) => new($"{where}: expected at most {limits.MaxCells} cells in all; came more. Split the file.");
}

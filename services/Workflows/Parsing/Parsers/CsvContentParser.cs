using System.Globalization;
using CsvHelper;
using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing.Parsers;

/// <summary>Comma-separated values as RFC 4180 has them, with any delimiter; read row by row.</summary>
internal sealed class CsvContentParser : IContentParser
{
    public string FileType => "csv";

    public SourceContent Parse(SourceText source, ParseOptions options, ContentBuilder content, CancellationToken cancel)
    {
        using var reader = source.Open();
        using var csv = CsvReader.Create(reader, Settings(options, content.Limits));
        var rows = new List<Cell[]>();
        List<string>? columns = null;
        while (Read(csv, content.Limits))
        {
            cancel.ThrowIfCancellationRequested();
            var where = string.Create(CultureInfo.InvariantCulture, $"Line {csv.LineNumber}");
            if (csv.FieldCount > content.Limits.MaxColumns) throw new ParseException($"{where}: expected at most {content.Limits.MaxColumns} columns; came {csv.FieldCount}.");
            if (columns is null)
            {
                columns = options.HasHeader ? ColumnNames.Of(Texts(csv, content, where), options.DuplicateHeaders) : ColumnNames.Numbered(csv.FieldCount);
                if (options.HasHeader) continue;
            }

            if (csv.FieldCount != columns.Count && options.RaggedRows == RaggedRows.Fail)
                throw new ParseException($"{where}: expected {columns.Count} cells, as the first row has; came {csv.FieldCount}. Correct the row, or send parse_options.ragged_rows: pad.");
            content.CountRow(Math.Max(csv.FieldCount, columns.Count), where);
            rows.Add([.. Texts(csv, content, where).Select(Cell.Of)]);
        }

        if (columns is null) throw new ParseException("Expected a CSV with at least a header row; came an empty file.");
        content.Add(null, Widen(columns, rows), rows);
        return content.Build(FileType, source.EncodingName);
    }

    private static CsvReaderOptions Settings(ParseOptions options, ParseLimits limits) => new()
    {
        Separator = options.Delimiter?[0],
        HasHeader = false,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        IncludeValuesInExceptions = false,
        MaxRecordSize = (int)Math.Min(int.MaxValue, 4L * limits.MaxCellCharacters * Math.Min(limits.MaxColumns, 64)),
    };

    private static bool Read(CsvReader csv, ParseLimits limits)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException malformed)
        {
            throw ParseException.AtLine(malformed.LineNumber,
                $"expected cells as RFC 4180 has them: a quoted cell ends with a quote, and quotes inside are doubled; no row over {4L * limits.MaxCellCharacters * Math.Min(limits.MaxColumns, 64)} bytes. {malformed.Message}");
        }
    }

    private static string[] Texts(CsvReader csv, ContentBuilder content, string where)
    {
        var texts = new string[csv.FieldCount];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = csv[i].ToString();
            content.CheckCell(texts[i], where);
        }

        return texts;
    }

    // Rows that were longer than the first brought columns with them.
    private static List<string> Widen(List<string> columns, List<Cell[]> rows)
    {
        var widest = rows.Count == 0 ? 0 : rows.Max(row => row.Length);
        return widest <= columns.Count ? columns : ColumnNames.Of([.. columns, .. Enumerable.Repeat("", widest - columns.Count)]);
    }
}

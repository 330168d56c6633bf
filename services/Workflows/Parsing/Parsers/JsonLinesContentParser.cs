using System.Globalization;
using System.Text;
using System.Text.Json;
using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing.Parsers;

/// <summary>One JSON value a line, read line by line; empty lines are nothing.</summary>
internal sealed class JsonLinesContentParser : IContentParser
{
    public string FileType => "jsonl";

    public SourceContent Parse(SourceText source, ParseOptions options, ContentBuilder content, CancellationToken cancel)
    {
        var (values, lines) = (new List<JsonElement>(), new List<long>());
        using var reader = source.Open();
        for (long line = 1; reader.ReadLine() is { } text; line++)
        {
            cancel.ThrowIfCancellationRequested();
            if (string.IsNullOrWhiteSpace(text)) continue;
            if (values.Count >= content.Limits.MaxRows) throw ParseException.AtLine(line, $"expected at most {content.Limits.MaxRows} rows; came more. Split the file.");
            values.Add(JsonValues.Read(Encoding.UTF8.GetBytes(text), line, content));
            lines.Add(line);
        }

        if (values.Count == 0) throw new ParseException("Expected at least one line with a JSON value; came none.");
        JsonValues.AddTable("records", values, content, position => string.Create(CultureInfo.InvariantCulture, $"Line {lines[position]}"), cancel);
        for (var i = 0; i < values.Count; i++) JsonValues.AddText(values[i], string.Create(CultureInfo.InvariantCulture, $"[{i}]"), content, cancel);
        return content.Build(FileType, source.EncodingName, values);
    }
}

using System.Globalization;
using System.Text.Json;
using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing.Parsers;

/// <summary>One JSON value. An array is a table; of an object, every array of objects is one, by its path, and else the object itself is a table of one row.</summary>
internal sealed class JsonContentParser : IContentParser
{
    public string FileType => "json";

    public SourceContent Parse(SourceText source, ParseOptions options, ContentBuilder content, CancellationToken cancel)
    {
        var root = JsonValues.Read(source.Utf8Bytes(), 1, content);
        var arrays = new List<(string Path, JsonElement Records)>();
        if (root.ValueKind == JsonValueKind.Array) arrays.Add(("records", root));
        else Find(root, "", arrays);
        foreach (var (path, records) in arrays)
            JsonValues.AddTable(path, records.EnumerateArray(), content, position => string.Create(CultureInfo.InvariantCulture, $"{path}[{position}]"), cancel);
        if (arrays.Count == 0 && root.ValueKind == JsonValueKind.Object) JsonValues.AddTable("record", [root], content, _ => "The document", cancel);
        JsonValues.AddText(root, "", content, cancel);
        return content.Build(FileType, source.EncodingName, [root]);
    }

    // Not inside the arrays themselves: what a record holds is part of its row.
    private static void Find(JsonElement value, string path, List<(string, JsonElement)> arrays)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            if (value.GetArrayLength() > 0 && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object)) arrays.Add((path, value));
            return;
        }

        if (value.ValueKind != JsonValueKind.Object) return;
        foreach (var member in value.EnumerateObject()) Find(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", arrays);
    }
}

namespace IntentEngine.Workflows.Clustering;

/// <summary>Texts with the group a person gave them, read from a two-column CSV file.</summary>
internal static class LabelledTexts
{
    public static IReadOnlyList<(string Text, string Label)> Read(string path) =>
        [.. File.ReadLines(path).Skip(1).Where(line => line.Length > 0).Select(Parse)];

    // text,label: the text may be quoted, with quotes doubled; labels never contain a comma.
    private static (string, string) Parse(string line)
    {
        var comma = line.LastIndexOf(',');
        var text = line[..comma];
        if (text.StartsWith('"')) text = text[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal);
        return (text, line[(comma + 1)..]);
    }
}

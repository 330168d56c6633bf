namespace IntentEngine.Architecture;

/// <summary>Files written from the code. <c>INTENTENGINE_UPDATE=1</c> (set by <c>./dev verify</c>) writes them again instead of comparing.</summary>
internal static class Generated
{
    public static bool IsUpdating => Environment.GetEnvironmentVariable("INTENTENGINE_UPDATE") == "1";

    /// <summary>The file at <paramref name="path"/> must be <paramref name="expected"/>.</summary>
    public static void Check(string path, string expected)
    {
        var file = Path.Combine(Repository.Root, path);
        if (IsUpdating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected);
            return;
        }

        var difference = Difference(File.Exists(file) ? Repository.Read(path) : "", expected);
        if (difference is not null) Assert.Fail($"{path} is not what the code says ({difference}). Run ./dev verify, look at the change and commit it.");
    }

    /// <summary>The part of a file between <c>&lt;!-- generated: NAME --&gt;</c> and <c>&lt;!-- end --&gt;</c> must be <paramref name="expected"/>.</summary>
    public static void CheckSection(string path, string name, string expected)
    {
        var (start, end) = ($"<!-- generated: {name} -->\n", "<!-- end -->");
        var text = Repository.Read(path);
        var from = text.IndexOf(start, StringComparison.Ordinal);
        if (from < 0) Assert.Fail($"{path} has no line '{start.Trim()}'.");
        from += start.Length;
        var to = text.IndexOf(end, from, StringComparison.Ordinal);
        if (to < 0) Assert.Fail($"{path}: '{start.Trim()}' is not followed by '{end}'.");
        Check(path, text[..from] + expected + text[to..]);
    }

    /// <summary>The first line in which two texts differ. Null: none.</summary>
    public static string? Difference(string actual, string expected)
    {
        if (actual == expected) return null;
        var (left, right) = (actual.Split('\n'), expected.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(left.Length, right.Length)).First(i => left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i));
        return $"line {line + 1}: the file has '{left.ElementAtOrDefault(line)}', the code gives '{right.ElementAtOrDefault(line)}'";
    }
}

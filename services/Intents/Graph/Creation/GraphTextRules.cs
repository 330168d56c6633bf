using IntentEngine.Hosting.Failures;

namespace IntentEngine.Intents.Graph.Creation;

/// <summary>How long the texts of an intent may be.</summary>
internal static class GraphTextRules
{
    internal const int LongestId = 200;
    internal const int LongestGoal = 10_000;
    internal const int LongestRequest = 50_000;
    internal const int LongestExpression = 16 * 1024;
    internal const int LongestValue = 4_000;
    internal const int MostEntries = 100;

    /// <summary>Notes a fault unless the text is absent, or there is something in it and it is short enough.</summary>
    public static void Optional(string? text, string field, int longest, Validation faults)
    {
        if (text is not null) faults.RequireText(text, field, longest);
    }

    /// <summary>Notes the faults of a map of texts.</summary>
    public static void Map(IReadOnlyDictionary<string, string>? map, string field, int longestValue, bool mayBeEmpty, Validation faults)
    {
        if (map is null) return;
        if (!faults.Require(map.Count <= MostEntries, field, $"expected at most {MostEntries} entries; came {map.Count}.")) return;
        foreach (var (key, value) in map)
        {
            faults.RequireText(key, $"{field} (a key)", LongestId);
            if (value is null) faults.Require(false, $"{field}.{key}", "expected a text; came null.");
            else if (value.Length > 0 || !mayBeEmpty) faults.RequireText(value, $"{field}.{key}", longestValue);
        }
    }
}

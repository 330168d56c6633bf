namespace IntentEngine.Workflows.Filtering;

/// <summary>The keywords kept so far, by the length of their normalized text: only texts of similar length can be alike.</summary>
internal sealed class KeptTexts(double threshold)
{
    private readonly Dictionary<int, List<(string Normalized, string Keyword)>> byLength = [];
    private readonly Dictionary<string, string> exact = [];

    /// <summary>The first keyword kept that is equal or alike enough, or null.</summary>
    public string? LikeOrNull(string normalized)
    {
        if (exact.TryGetValue(normalized, out var same)) return same;

        var shortest = (int)Math.Floor(normalized.Length * threshold);
        var longest = (int)Math.Ceiling(normalized.Length / threshold);
        for (var length = shortest; length <= longest; length++)
        {
            if (!byLength.TryGetValue(length, out var candidates)) continue;
            foreach (var (text, keyword) in candidates)
            {
                if (TextSimilarity.AtLeast(text, normalized, threshold)) return keyword;
            }
        }

        return null;
    }

    public void Add(string normalized, string keyword)
    {
        exact[normalized] = keyword;
        if (!byLength.TryGetValue(normalized.Length, out var texts)) byLength[normalized.Length] = texts = [];
        texts.Add((normalized, keyword));
    }
}

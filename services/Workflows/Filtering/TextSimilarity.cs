namespace IntentEngine.Workflows.Filtering;

/// <summary>How alike two texts are: (longer length − edit distance) / longer length, on the normalized texts (seed 004, filtering).</summary>
public static class TextSimilarity
{
    /// <summary>Likeness from 0 to 1; 1 when both are empty once normalized.</summary>
    public static double Of(string a, string b)
    {
        var (x, y) = (KeywordForm.Normalize(a), KeywordForm.Normalize(b));
        var longer = Math.Max(x.Length, y.Length);
        return longer == 0 ? 1 : Share(longer, Levenshtein.Within(x, y, longer)!.Value);
    }

    /// <summary>Whether two texts that are normalized already are at least <paramref name="threshold"/> (0 to 1) alike.</summary>
    public static bool AtLeast(string normalizedA, string normalizedB, double threshold)
    {
        var longer = Math.Max(normalizedA.Length, normalizedB.Length);
        if (longer == 0) return true;

        // The product may fall a rounding error short of the whole number it stands for; the division below decides.
        var limit = (int)Math.Floor((longer * (1 - threshold)) + 1e-6);
        var distance = Levenshtein.Within(normalizedA, normalizedB, limit);
        return distance is { } edits && Share(longer, edits) >= threshold;
    }

    private static double Share(int longer, int edits) => (longer - edits) / (double)longer;
}

namespace IntentEngine.Lineage.Similarity;

/// <summary>How alike two error messages are: the cosine of their word counts (specification: semantics §3.4).</summary>
public static class ErrorText
{
    private static readonly HashSet<string> Ignored = new(["the", "a", "an", "in", "on", "at", "to", "for", "of", "and", "or", "but"], StringComparer.Ordinal);

    /// <summary>0 to 1. Two executions without an error are alike (1), one with and one without are not (0).</summary>
    public static double Similarity(string? left, string? right) => (string.IsNullOrWhiteSpace(left), string.IsNullOrWhiteSpace(right)) switch
    {
        (true, true) => 1.0,
        (false, false) => Cosine(Count(left!), Count(right!)),
        _ => 0.0,
    };

    private static double Cosine(Dictionary<string, int> left, Dictionary<string, int> right)
    {
        if (left.Count == 0 || right.Count == 0) return 0.0;
        var shared = left.Sum(word => (double)word.Value * right.GetValueOrDefault(word.Key));
        // Rounding must not make a message more than equal to itself.
        return Math.Min(1.0, shared / Math.Sqrt(left.Values.Sum(n => (double)n * n) * right.Values.Sum(n => (double)n * n)));
    }

    private static Dictionary<string, int> Count(string text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var letters = text.ToLowerInvariant().Select(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' ? c : ' ').ToArray();
        foreach (var word in new string(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (word.Length > 1 && !Ignored.Contains(word))
                counts[word] = counts.GetValueOrDefault(word) + 1;
        return counts;
    }
}

namespace IntentEngine.Lineage.Similarity;

/// <summary>How alike two error messages are: the cosine of their word counts (specification: semantics §3.4).</summary>
public static class ErrorText
{
    private static readonly HashSet<string> Ignored = new(["the", "a", "an", "in", "on", "at", "to", "for", "of", "and", "or", "but"], StringComparer.Ordinal);

    /// <summary>0 to 1. Two executions without an error are alike (1), one with and one without are not (0).</summary>
    public static double Similarity(string? left, string? right) => Similarity(Count(left), Count(right));

    /// <summary>The same for messages whose words were counted before. Null: there is no message.</summary>
    internal static double Similarity(Dictionary<string, int>? left, Dictionary<string, int>? right) => (left, right) switch
    {
        (null, null) => 1.0,
        ({ Count: > 0 }, { Count: > 0 }) => Cosine(left, right),
        _ => 0.0,
    };

    private static double Cosine(Dictionary<string, int> left, Dictionary<string, int> right)
    {
        var shared = left.Sum(word => (double)word.Value * right.GetValueOrDefault(word.Key));
        // Rounding must not make a message more than equal to itself.
        return Math.Min(1.0, shared / Math.Sqrt(left.Values.Sum(n => (double)n * n) * right.Values.Sum(n => (double)n * n)));
    }

    /// <summary>How often each word is in a message. Null: there is no message.</summary>
    internal static Dictionary<string, int>? Count(string? message)
    {
        if (string.IsNullOrWhiteSpace(message)) return null;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var text = message.ToLowerInvariant();
        for (var (start, at) = (0, 0); at <= text.Length; at++)
        {
            if (at < text.Length && text[at] is >= 'a' and <= 'z' or >= '0' and <= '9') continue;
            if (at - start > 1 && text[start..at] is var word && !Ignored.Contains(word)) counts[word] = counts.GetValueOrDefault(word) + 1;
            start = at + 1;
        }

        return counts;
    }
}

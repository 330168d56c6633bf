using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Views;

/// <summary>Stands for a cluster of intents in a view.</summary>
internal sealed record ClusterSummary
{
    /// <summary>Longest text, in characters; longer ones end in "...".</summary>
    internal const int LongestText = 1000;

    private const int Listed = 5;

    /// <summary><c>cluster_1</c>, <c>cluster_2</c>, … within one view.</summary>
    public required string SummaryId { get; init; }

    /// <summary>The first five intents, and how many more there are.</summary>
    public required string Text { get; init; }

    /// <summary>The three words of more than three letters that its goals use most.</summary>
    public required IReadOnlyList<string> KeyGoals { get; init; }

    /// <summary>The status that most of its intents have.</summary>
    public required GraphStatus DominantStatus { get; init; }

    /// <summary>How much its intents matter on average.</summary>
    public required double Relevance { get; init; }

    /// <summary>All its intents, in order of discovery.</summary>
    public required IReadOnlyList<string> IntentIds { get; init; }

    /// <summary>How many they are.</summary>
    public required int ClusterSize { get; init; }

    /// <summary>Sums up a cluster. Pure.</summary>
    public static ClusterSummary Of(string id, IReadOnlyList<StorableIntent> members, DateTimeOffset now) => new()
    {
        SummaryId = id,
        Text = Describe(members),
        KeyGoals = KeyWords(members),
        DominantStatus = members.CountBy(m => m.Status).OrderByDescending(s => s.Value).ThenBy(s => s.Key).First().Key,
        Relevance = Math.Round(members.Average(m => ViewMeasures.Importance(m, now)), 4),
        IntentIds = [.. members.Select(m => m.IntentId)],
        ClusterSize = members.Count,
    };

    private static string Describe(IReadOnlyList<StorableIntent> members)
    {
        var lines = members.Take(Listed).Select(m => $"- {m.Name ?? m.IntentId}: {(m.Goal.Length <= 100 ? m.Goal : m.Goal[..100])}").ToList();
        if (members.Count > Listed) lines.Add($"... and {members.Count - Listed} more intents");
        var text = string.Join('\n', lines);
        return text.Length <= LongestText ? text : text[..(LongestText - 3)] + "...";
    }

    private static List<string> KeyWords(IEnumerable<StorableIntent> members) =>
    [
        .. members.SelectMany(m => m.Goal.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Select(word => word.Trim('.', ',', ';', ':', '!', '?', '(', ')', '"', '\'')).Where(word => word.Length > 3)
            .CountBy(word => word).OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Take(3).Select(word => word.Key),
    ];
}

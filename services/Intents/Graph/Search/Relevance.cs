using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Search;

/// <summary>How well an intent answers a query (the origin's score, spec semantics §1.8). Pure; without regard to case.</summary>
internal static class Relevance
{
    /// <summary>0 or more; 0: it does not answer it.</summary>
    public static double Score(StorableIntent intent, string query)
    {
        var phrase = query.Trim().ToLowerInvariant();
        if (phrase.Length == 0) return 0;
        var goal = intent.Goal.ToLowerInvariant();
        var goalWords = Words(goal);
        var score = goal.Contains(phrase, StringComparison.Ordinal) ? 1.0 : 0.0;
        score += 0.3 * Words(phrase).Count(word => goalWords.Any(goalWord => goalWord.Contains(word, StringComparison.Ordinal)));
        score += 0.2 * intent.Constraints.Keys.Count(key => key.Contains(phrase, StringComparison.OrdinalIgnoreCase));
        score += 0.1 * intent.Preferences.Keys.Count(key => key.Contains(phrase, StringComparison.OrdinalIgnoreCase));
        return score * Factor(intent.Status);
    }

    /// <summary>How alike two goals are: shared words over all words, 0.0 to 1.0; 0 when either has none.</summary>
    public static double Similarity(string goal, string other)
    {
        var (a, b) = (Words(goal.ToLowerInvariant()).ToHashSet(), Words(other.ToLowerInvariant()).ToHashSet());
        var shared = a.Count(b.Contains);
        return shared == 0 ? 0 : (double)shared / (a.Count + b.Count - shared);
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static double Factor(GraphStatus status) => status switch
    {
        GraphStatus.Executing => 1.3,
        GraphStatus.Active => 1.2,
        GraphStatus.Failed => 1.1,
        GraphStatus.Completed => 1.0,
        GraphStatus.Suspended => 0.8,
        _ => 0.5,
    };
}

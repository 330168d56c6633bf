using IntentEngine.Contracts.Lineage;

namespace IntentEngine.Lineage.Projection;

/// <summary>What the tables must say, worked out the plain way from all facts at once.</summary>
internal static class ReferenceLineage
{
    public static Dictionary<string, string> Correlations(IEnumerable<ExecutionFact> facts)
    {
        var newest = Newest(facts, f => f.ExecutionId, f => (f.Sequence, f.FactId));
        return newest.Keys.ToDictionary(id => id, id => Correlation(id, newest));
    }

    /// <summary>Generation and root by artifact; both null in or below a circle, where there is no answer.</summary>
    public static Dictionary<string, (int? Generation, string? Root)> Derivations(IEnumerable<ArtifactFact> facts)
    {
        var newest = Newest(facts, f => f.ArtifactId, f => (f.Sequence, f.FactId));
        var parents = newest.ToDictionary(a => a.Key, a => a.Value.ParentArtifacts.Distinct().Where(p => p != a.Key).ToArray());
        return newest.Keys.ToDictionary(id => id, id => (Generation(id, parents, []), Root(id, parents, [])));
    }

    private static string Correlation(string id, Dictionary<string, ExecutionFact> known)
    {
        var seen = new HashSet<string>();
        for (var at = id; seen.Add(at); at = known[at].ParentExecutionId!)
        {
            if (known[at].CorrelationId is { } given) return given;
            if (known[at].ParentExecutionId is not { } parent || !known.ContainsKey(parent)) return at;
        }

        return id;
    }

    private static int? Generation(string id, Dictionary<string, string[]> parents, HashSet<string> path)
    {
        if (!parents.TryGetValue(id, out var above) || above.Length == 0) return 0;
        if (!path.Add(id)) return null;
        int? highest = 0;
        foreach (var parent in above) highest = Generation(parent, parents, path) is { } g && highest is { } h ? Math.Max(h, g + 1) : null;
        path.Remove(id);
        return highest;
    }

    private static string? Root(string id, Dictionary<string, string[]> parents, HashSet<string> path) =>
        !parents.TryGetValue(id, out var above) || above.Length == 0 ? id
        : !path.Add(id) ? null
        : Root(above[0], parents, path);

    private static Dictionary<string, TFact> Newest<TFact>(IEnumerable<TFact> facts, Func<TFact, string> id, Func<TFact, (int, Guid)> age) =>
        facts.GroupBy(id).ToDictionary(g => g.Key, g => g.MaxBy(age)!);
}

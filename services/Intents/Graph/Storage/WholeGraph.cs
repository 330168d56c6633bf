using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>Looks at all edges of a graph at once.</summary>
internal static class WholeGraph
{
    /// <summary>An edge that is part of a cycle over DependsOn and IsSubgoalOf. Null: there is none. Takes time in proportion to the edges.</summary>
    public static IntentEdge? EdgeOnCycle(IEnumerable<IntentEdge> edges)
    {
        var acyclic = edges.Where(edge => EdgeKey.Of(edge).IsAcyclic).ToList();
        var leaving = acyclic.ToLookup(edge => edge.From);
        var arriving = acyclic.CountBy(edge => edge.To).ToDictionary();

        // Take away what nothing leads to, again and again; what is left is on a cycle or behind one.
        var free = new Queue<string>(acyclic.Select(edge => edge.From).Distinct().Where(id => !arriving.ContainsKey(id)));
        while (free.TryDequeue(out var id))
            foreach (var edge in leaving[id])
                if (--arriving[edge.To] == 0) free.Enqueue(edge.To);
        var left = arriving.Where(pair => pair.Value > 0).Select(pair => pair.Key).ToHashSet();
        if (left.Count == 0) return null;

        // Every one that is left has another before it, so going back must come round.
        var before = acyclic.Where(edge => left.Contains(edge.From) && left.Contains(edge.To)).GroupBy(edge => edge.To).ToDictionary(group => group.Key, group => group.First());
        var seen = new HashSet<string>();
        var at = before.Keys.First();
        while (seen.Add(at)) at = before[at].From;
        return before[at];
    }
}

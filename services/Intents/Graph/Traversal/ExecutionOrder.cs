using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Traversal;

/// <summary>In which order the subgoals of an intent are taken up: what others depend on first (spec semantics §1.12; the origin takes them in the order of their edges).</summary>
internal static class ExecutionOrder
{
    /// <summary>Orders subgoals so that each stands behind all it depends on, directly or over intents that are not among them.</summary>
    /// <param name="children">The subgoals.</param>
    /// <param name="dependsOn">Edges of type depends_on among them and those between; others are ignored. They close no cycle.</param>
    /// <remarks>Of those that may come next, the more important first, then the older, then by id. Pure.</remarks>
    public static IReadOnlyList<StorableIntent> Of(IReadOnlyCollection<StorableIntent> children, IReadOnlyCollection<IntentEdge> dependsOn)
    {
        var ids = children.Select(c => c.IntentId).ToHashSet();
        var targets = dependsOn.Where(e => e.EdgeType == EdgeType.DependsOn).ToLookup(e => e.From, e => e.To);
        var waits = children.ToDictionary(c => c.IntentId, c => Reachable(c.IntentId, targets).Where(ids.Contains).ToHashSet());
        var left = children.OrderByDescending(c => c.Priority).ThenBy(c => c.CreatedAt).ThenBy(c => c.IntentId, StringComparer.Ordinal).ToList();
        var ordered = new List<StorableIntent>();
        var done = new HashSet<string>();
        while (left.Count > 0)
        {
            var next = left.First(c => waits[c.IntentId].IsSubsetOf(done));
            left.Remove(next);
            done.Add(next.IntentId);
            ordered.Add(next);
        }

        return ordered;
    }

    private static HashSet<string> Reachable(string start, ILookup<string, string> targets)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>(targets[start]);
        while (open.TryPop(out var id))
            if (seen.Add(id))
                foreach (var target in targets[id]) open.Push(target);
        return seen;
    }
}

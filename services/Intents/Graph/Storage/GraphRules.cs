using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>Whether a change fits a graph. Changes nothing, so that a refused change leaves nothing behind.</summary>
internal static class GraphRules
{
    /// <exception cref="GraphConflictException">It does not fit.</exception>
    public static void Check(this IGraphView graph, GraphChanges changes)
    {
        var deleted = changes.Deletes.ToHashSet();
        foreach (var id in changes.Deletes)
            if (graph.Find(id) is null) throw GraphConflicts.Missing(id);

        var created = new HashSet<string>();
        foreach (var intent in changes.Creates)
            if (!created.Add(intent.IntentId) || (graph.Find(intent.IntentId) is not null && !deleted.Contains(intent.IntentId))) throw GraphConflicts.Exists(intent.IntentId);

        foreach (var intent in changes.Updates)
        {
            var before = deleted.Contains(intent.IntentId) ? null : graph.Find(intent.IntentId);
            if (before is null) throw GraphConflicts.Missing(intent.IntentId);
            if (before.Version != intent.Version - 1) throw GraphConflicts.Changed(intent.IntentId);
        }

        CheckEdges(changes, id => created.Contains(id) || (!deleted.Contains(id) && graph.Find(id) is not null),
            id => graph.KeysOf(id).Where(key => !deleted.Contains(key.From) && !deleted.Contains(key.To)));
    }

    /// <exception cref="GraphConflictException">The content does not hold together.</exception>
    public static void Check(GraphContent content)
    {
        var ids = new HashSet<string>();
        foreach (var intent in content.Intents)
            if (!ids.Add(intent.IntentId)) throw GraphConflicts.Exists(intent.IntentId);
        CheckEnds(content.Edges, ids.Contains);
        if (WholeGraph.EdgeOnCycle(content.Edges) is { } closing) throw GraphConflicts.Cycle(closing);
    }

    private static void CheckEdges(GraphChanges changes, Func<string, bool> exists, Func<string, IEnumerable<EdgeKey>> stored)
    {
        CheckEnds(changes.Edges, exists);
        var added = changes.Edges.Select(EdgeKey.Of).Where(key => key.IsAcyclic).ToList();
        if (added.Count == 0) return;
        var removed = changes.RemovedEdges.Select(EdgeKey.Of).ToHashSet();
        var (leaving, arriving) = (added.ToLookup(key => key.From), added.ToLookup(key => key.To));
        IEnumerable<string> Forward(IEnumerable<string> ids) => ids.SelectMany(id => Acyclic(id).Where(key => key.From == id).Concat(leaving[id]).Select(key => key.To));
        IEnumerable<string> Backward(IEnumerable<string> ids) => ids.SelectMany(id => Acyclic(id).Where(key => key.To == id).Concat(arriving[id]).Select(key => key.From));
        IEnumerable<EdgeKey> Acyclic(string id) => stored(id).Where(key => key.IsAcyclic && !removed.Contains(key));

        foreach (var key in added)
            if (AcyclicWalk.Leads(key.To, key.From, Forward, Backward)) throw GraphConflicts.Cycle(key.From, key.To);
    }

    private static void CheckEnds(IReadOnlyList<IntentEdge> edges, Func<string, bool> exists)
    {
        if (GraphConflicts.SelfEdge(edges) is { } self) throw self;
        foreach (var end in edges.SelectMany(edge => new[] { edge.From, edge.To }))
            if (!exists(end)) throw GraphConflicts.Missing(end);
    }
}

using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;
using IntentEngine.Intents.Graph.Traversal;

namespace IntentEngine.Intents.Graph.Subgraphs;

/// <summary>Collects parts of a graph, down from a root or up from a child (spec semantics §1.7).</summary>
/// <remarks>Only edges with both ends inside are kept; the origin keeps a dangling one from the root to its own parent.</remarks>
internal sealed class SubgraphCollection(IGraphStore store, GraphWalk walk, TimeProvider clock)
{
    /// <summary>Most intents of one file.</summary>
    internal const int MostIntents = 5000;

    /// <summary>The root, everything that is part of it at any depth, and the direct neighbours of all these over other edges.</summary>
    public async Task<Outcome<SubgraphFile>> FromRoot(Guid organization, string root, CancellationToken cancel)
    {
        if (await Missing(organization, root, cancel)) return new GraphRefusal(404, $"Root intent {root} not found");
        var tree = await walk.From(organization, [root], Direction.Subgoals, GraphWalk.ToTheEnd, MostIntents, cancel);
        var met = await store.EdgesOfAsync(organization, tree.Ids, cancel);
        var around = met.Where(e => e.EdgeType != EdgeType.IsSubgoalOf).SelectMany(e => new[] { e.From, e.To });
        var ids = tree.Ids.Concat(around).Distinct().ToList();
        return tree.Truncated || ids.Count > MostIntents ? TooLarge(root) : await File(organization, root, ids, met, cancel);
    }

    /// <summary>The child and everything it is part of, up to the top, with the edges of that alone.</summary>
    public async Task<Outcome<SubgraphFile>> FromChild(Guid organization, string child, CancellationToken cancel)
    {
        if (await Missing(organization, child, cancel)) return new GraphRefusal(404, $"Child intent {child} not found");
        var line = await walk.From(organization, [child], Direction.Ancestors, GraphWalk.ToTheEnd, MostIntents, cancel);
        return line.Truncated ? TooLarge(child) : await File(organization, child, line.Ids, line.Edges, cancel);
    }

    private async Task<Outcome<SubgraphFile>> File(Guid organization, string root, IReadOnlyList<string> ids, IEnumerable<IntentEdge> edges, CancellationToken cancel)
    {
        var found = await store.FindAsync(organization, ids, cancel);
        return new SubgraphFile
        {
            Version = SubgraphFile.CurrentVersion,
            Timestamp = clock.GetUtcNow().ToUnixTimeSeconds(),
            RootIntentId = root,
            Intents = ids.Where(found.ContainsKey).ToDictionary(id => id, id => found[id]),
            Edges = [.. edges.Where(e => found.ContainsKey(e.From) && found.ContainsKey(e.To))],
        };
    }

    private async Task<bool> Missing(Guid organization, string id, CancellationToken cancel) => !(await store.FindAsync(organization, [id], cancel)).ContainsKey(id);

    private static GraphRefusal TooLarge(string id) => new(409, $"The subgraph of {id} has more than {MostIntents} intents; take a part of it, or back up the whole graph.");
}

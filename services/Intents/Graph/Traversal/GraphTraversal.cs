using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Edges;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Traversal;

/// <summary>The questions to the neighbourhood of an intent (spec semantics §1.3).</summary>
internal sealed class GraphTraversal(IGraphStore store, GraphWalk walk)
{
    /// <summary>Direct neighbours in one direction; without the intent itself.</summary>
    public Task<Outcome<GraphPart>> Neighbours(Guid organization, string id, Direction direction, int limit, CancellationToken cancel) =>
        Within(organization, id, direction, 1, limit, cancel);

    /// <summary>What can be reached in at most so many steps, nearest first; without the intent itself.</summary>
    public async Task<Outcome<GraphPart>> Within(Guid organization, string id, Direction direction, int depth, int limit, CancellationToken cancel)
    {
        if (await Missing(organization, cancel, id) is { } refusal) return refusal;
        var walked = await walk.From(organization, [id], direction, depth, limit + 1, cancel);
        return await Part(organization, [.. walked.Ids.Skip(1)], walked.Edges, walked.Truncated, cancel);
    }

    /// <summary>The intent, all it depends on or is part of, and all that depends on it or is part of it, each to the end.</summary>
    public async Task<Outcome<GraphPart>> Hierarchy(Guid organization, string id, int limit, CancellationToken cancel)
    {
        if (await Missing(organization, cancel, id) is { } refusal) return refusal;
        var up = await walk.From(organization, [id], Direction.Parents, GraphWalk.ToTheEnd, limit, cancel);
        var down = await walk.From(organization, [id], Direction.Children, GraphWalk.ToTheEnd, limit, cancel);
        var all = up.Ids.Concat(down.Ids).Distinct().ToList();
        var kept = all.Take(limit).ToHashSet();
        var edges = up.Edges.Concat(down.Edges).DistinctBy(e => (e.From, e.To, e.EdgeType)).Where(e => kept.Contains(e.From) && kept.Contains(e.To));
        return await Part(organization, [.. all.Take(limit)], [.. edges], up.Truncated || down.Truncated || all.Count > limit, cancel);
    }

    /// <summary>Intents to which edges of one type lead both ways.</summary>
    public async Task<Outcome<GraphPart>> StronglyConnected(Guid organization, string id, int limit, CancellationToken cancel)
    {
        if (await Missing(organization, cancel, id) is { } refusal) return refusal;
        var edges = await store.EdgesOfAsync(organization, [id], cancel);
        var outgoing = edges.Where(e => e.From == id).Select(e => (e.To, e.EdgeType)).ToHashSet();
        var mutual = edges.Where(e => e.To == id && outgoing.Contains((e.From, e.EdgeType))).Select(e => (Other: e.From, e.EdgeType)).ToHashSet();
        var others = mutual.Select(m => m.Other).Distinct().Order(StringComparer.Ordinal).ToList();
        return await Part(organization, [.. others.Take(limit)], [.. edges.Where(e => mutual.Contains((e.OtherEnd(id), e.EdgeType)))], others.Count > limit, cancel);
    }

    /// <summary>Neighbours over edges of at least this weight, heaviest first; unweighted edges are left out.</summary>
    public async Task<Outcome<GraphPart>> HighWeight(Guid organization, string id, double threshold, int limit, CancellationToken cancel)
    {
        if (await Missing(organization, cancel, id) is { } refusal) return refusal;
        var heavy = (await store.EdgesOfAsync(organization, [id], cancel)).Where(e => e.Weight >= threshold).OrderByDescending(e => e.Weight).ToList();
        var others = heavy.Select(e => e.OtherEnd(id)).Distinct().ToList();
        return await Part(organization, [.. others.Take(limit)], heavy, others.Count > limit, cancel);
    }

    /// <summary>How strongly two intents hang together: the weight of the first edge between them (from the one to the other before the way back, then by type), 1.0 when it is unweighted, 0.0 when there is none.</summary>
    public async Task<Outcome<double>> Strength(Guid organization, string from, string to, CancellationToken cancel)
    {
        if (await Missing(organization, cancel, from, to) is { } refusal) return refusal;
        var between = (await store.EdgesOfAsync(organization, [from], cancel)).Where(e => e.OtherEnd(from) == to).OrderBy(e => e.From == from ? 0 : 1).ThenBy(e => e.EdgeType).FirstOrDefault();
        return between is null ? 0.0 : between.Weight ?? 1.0;
    }

    /// <summary>A shortest path of at most so many edges.</summary>
    public async Task<Outcome<GraphPath>> Path(Guid organization, string from, string to, int depth, CancellationToken cancel)
    {
        if (await Missing(organization, cancel, from, to) is { } refusal) return refusal;
        var walked = await walk.From(organization, [from], Direction.Any, depth, GraphWalk.MostIntents, cancel, until: to);
        if (!walked.Ids.Contains(to)) return new GraphPath { Found = false, Path = [], Edges = [], Truncated = walked.Truncated };
        var (path, edges) = Backtrack(walked, from, to);
        return new GraphPath { Found = true, Path = path, Edges = edges, Truncated = false };
    }

    // Intents stand in order of discovery and so of distance: the first known neighbour of each is one step nearer to the start.
    private static (List<string>, List<IntentEdge>) Backtrack(Walked walked, string from, string to)
    {
        var place = walked.Ids.Select((id, index) => (id, index)).ToDictionary(p => p.id, p => p.index);
        var touching = walked.Edges.SelectMany(e => new[] { (Id: e.From, Edge: e), (Id: e.To, Edge: e) }).ToLookup(e => e.Id, e => e.Edge);
        List<string> path = [to];
        List<IntentEdge> edges = [];
        while (path[^1] != from)
        {
            var here = path[^1];
            var back = touching[here].MinBy(e => place[e.OtherEnd(here)])!;
            edges.Add(back);
            path.Add(back.OtherEnd(here));
        }

        path.Reverse();
        edges.Reverse();
        return (path, edges);
    }

    private async Task<GraphRefusal?> Missing(Guid organization, CancellationToken cancel, params string[] ids)
    {
        var found = await store.FindAsync(organization, ids, cancel);
        return ids.FirstOrDefault(id => !found.ContainsKey(id)) is { } missing ? GraphRefusal.Unknown(missing) : null;
    }

    private async Task<GraphPart> Part(Guid organization, IReadOnlyList<string> ids, IReadOnlyList<IntentEdge> edges, bool truncated, CancellationToken cancel)
    {
        var found = await store.FindAsync(organization, ids, cancel);
        return new GraphPart { Intents = [.. ids.Where(found.ContainsKey).Select(id => found[id])], Edges = edges, Truncated = truncated };
    }
}

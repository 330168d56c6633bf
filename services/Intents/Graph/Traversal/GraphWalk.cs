using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Traversal;

/// <summary>Walks a graph in breadth, one question to the store for each level; each intent is visited once, so cycles end.</summary>
internal sealed class GraphWalk(IGraphStore store)
{
    /// <summary>Most intents that one walk visits.</summary>
    internal const int MostIntents = 1000;

    /// <summary>As far as it goes: the number of intents is the bound.</summary>
    internal const int ToTheEnd = int.MaxValue;

    /// <summary>Visits what can be reached.</summary>
    /// <param name="organization">Whose graph.</param>
    /// <param name="start">Where it starts; all at level 0.</param>
    /// <param name="direction">Which edges it takes.</param>
    /// <param name="levels">How far it goes; 0: the start alone.</param>
    /// <param name="limit">How many intents it visits, the start included.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="until">Stops the walk once it has visited such an intent. Null: it goes on to the end.</param>
    public async Task<Walked> From(Guid organization, IReadOnlyCollection<string> start, Direction direction, int levels, int limit, CancellationToken cancel, string? until = null)
    {
        var ids = start.Distinct().Take(limit).ToList();
        var seen = ids.ToHashSet();
        var edges = new List<IntentEdge>();
        var taken = new HashSet<(string, string, EdgeType)>();
        var truncated = ids.Count < start.Distinct().Count();
        List<string> frontier = [.. ids];
        for (var level = 0; frontier.Count > 0 && (until is null || !seen.Contains(until)); level++)
        {
            if (level == levels) break;
            var next = new List<string>();
            var touching = Touching(frontier, await store.EdgesOfAsync(organization, frontier, cancel));
            foreach (var id in frontier)
                foreach (var edge in touching[id])
                {
                    if (direction.Next(id, edge) is not { } other) continue;
                    if (!seen.Contains(other))
                    {
                        if (ids.Count == limit)
                        {
                            truncated = true;
                            continue;
                        }

                        seen.Add(other);
                        ids.Add(other);
                        next.Add(other);
                    }

                    if (taken.Add((edge.From, edge.To, edge.EdgeType))) edges.Add(edge);
                }

            frontier = next;
        }

        return new Walked(ids, edges, truncated);
    }

    private static ILookup<string, IntentEdge> Touching(List<string> ids, IReadOnlyList<IntentEdge> edges)
    {
        var wanted = ids.ToHashSet();
        return edges.SelectMany(e => new[] { (Id: e.From, Edge: e), (Id: e.To, Edge: e) }).Where(end => wanted.Contains(end.Id)).ToLookup(end => end.Id, end => end.Edge);
    }
}

using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Search;

/// <summary>Answers questions about edges.</summary>
internal sealed class EdgeQueries(IGraphStore store, GraphScan scan)
{
    /// <summary>The edges that fit.</summary>
    public async Task<EdgeList> Run(Guid organization, EdgeQuery query, CancellationToken cancel)
    {
        var best = new Best<IntentEdge>(query.Limit, GraphOrder.Edges);
        if ((query.From ?? query.To ?? query.Involves) is { } end)
            foreach (var edge in (await store.EdgesOfAsync(organization, [end], cancel)).Where(query.Matches)) best.Add(edge);
        else
            await foreach (var page in scan.Pages(organization, new GraphFilter(), cancel))
            {
                var ids = page.Select(i => i.IntentId).ToHashSet();
                // Each edge starts on one page only.
                foreach (var edge in (await store.EdgesOfAsync(organization, ids, cancel)).Where(e => ids.Contains(e.From) && query.Matches(e))) best.Add(edge);
            }

        return new EdgeList(best.InOrder(), best.Seen, best.Truncated);
    }
}

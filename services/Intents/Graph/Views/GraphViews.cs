using IntentEngine.Intents.Graph.Search;
using IntentEngine.Intents.Graph.Storage;
using IntentEngine.Intents.Graph.Traversal;

namespace IntentEngine.Intents.Graph.Views;

/// <summary>Reads a neighbourhood and makes a view of it.</summary>
internal sealed class GraphViews(IGraphStore store, GraphWalk walk, RelevanceSearch search, TimeProvider clock)
{
    /// <summary>The view around intents; those that do not exist are ignored, so no focus gives an empty view.</summary>
    public async Task<VirtualView> Around(Guid organization, IReadOnlyList<string> focal, ViewSettings settings, CancellationToken cancel)
    {
        var there = await store.FindAsync(organization, focal, cancel);
        List<string> start = [.. focal.Where(there.ContainsKey).Distinct()];
        var walked = await walk.From(organization, start, Direction.Any, settings.TraversalDepth, GraphWalk.MostIntents, cancel);
        var found = await store.FindAsync(organization, walked.Ids, cancel);
        var edges = await store.EdgesOfAsync(organization, walked.Ids, cancel);
        return ViewMaking.Of([.. walked.Ids.Where(found.ContainsKey).Select(id => found[id])], edges, start, walked.Truncated, settings, clock.GetUtcNow());
    }

    /// <summary>The view around the intents that answer a query.</summary>
    public async Task<VirtualView> Of(Guid organization, string query, ViewSettings settings, CancellationToken cancel)
    {
        var best = await search.Search(organization, query, settings.MaxSearchResults, cancel);
        return await Around(organization, [.. best.Results.Where(r => r.Score >= settings.RelevanceThreshold).Select(r => r.Intent.IntentId)], settings, cancel);
    }
}

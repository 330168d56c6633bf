using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Search;

/// <summary>Finds intents by what they are about.</summary>
internal sealed class RelevanceSearch(IGraphStore store, GraphScan scan)
{
    /// <summary>Goals that share less are not similar.</summary>
    internal const double LeastSimilarity = 0.1;

    private static readonly Comparer<ScoredIntent> BestFirst = Comparer<ScoredIntent>.Create((a, b) =>
        b.Score.CompareTo(a.Score) is var better and not 0 ? better
        : b.Intent.CreatedAt.CompareTo(a.Intent.CreatedAt) is var newer and not 0 ? newer
        : string.CompareOrdinal(a.Intent.IntentId, b.Intent.IntentId));

    /// <summary>The intents that answer a query, by <see cref="Relevance.Score"/>.</summary>
    public async Task<ScoredIntents> Search(Guid organization, string query, int limit, CancellationToken cancel)
    {
        var best = new Best<ScoredIntent>(limit, BestFirst);
        await foreach (var page in scan.Pages(organization, new GraphFilter(), cancel))
            foreach (var intent in page)
                if (Relevance.Score(intent, query) is > 0 and var score) best.Add(new ScoredIntent(intent, score));
        return new ScoredIntents(best.InOrder(), best.Seen, best.Truncated);
    }

    /// <summary>Intents whose goals share words with this one's, the most alike first; without itself.</summary>
    public async Task<Outcome<ScoredIntents>> Similar(Guid organization, string id, int limit, CancellationToken cancel)
    {
        if (!(await store.FindAsync(organization, [id], cancel)).TryGetValue(id, out var self)) return GraphRefusal.Unknown(id);
        var best = new Best<ScoredIntent>(limit, BestFirst);
        await foreach (var page in scan.Pages(organization, new GraphFilter(), cancel))
            foreach (var intent in page)
                if (intent.IntentId != id && Relevance.Similarity(self.Goal, intent.Goal) is > LeastSimilarity and var score) best.Add(new ScoredIntent(intent, score));
        return new ScoredIntents(best.InOrder(), best.Seen, best.Truncated);
    }
}

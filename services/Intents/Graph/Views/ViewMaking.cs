using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Traversal;

namespace IntentEngine.Intents.Graph.Views;

/// <summary>Makes a view of a neighbourhood that was read (spec semantics §1.9). Pure.</summary>
internal static class ViewMaking
{
    /// <summary>Chooses, sums up what hangs together, and keeps within the limits.</summary>
    /// <param name="found">The neighbourhood in order of discovery.</param>
    /// <param name="edges">Edges among them; others are ignored.</param>
    /// <param name="focal">Those of <paramref name="found"/> that are in focus, which are left out last.</param>
    /// <param name="more">Whether the walk that found them saw more.</param>
    /// <param name="settings">The limits.</param>
    /// <param name="now">For ages.</param>
    public static VirtualView Of(IReadOnlyList<StorableIntent> found, IReadOnlyList<IntentEdge> edges, IReadOnlyList<string> focal, bool more, ViewSettings settings, DateTimeOffset now)
    {
        var focus = focal.ToHashSet();
        var chosen = found.Where(i => focus.Contains(i.IntentId) || ViewMeasures.Importance(i, now) >= settings.RelevanceThreshold).Take(settings.MaxIntents).ToList();
        // Clusters are those of what was chosen: what was left out connects nothing.
        var byId = chosen.ToDictionary(i => i.IntentId);
        var (members, summaries) = (new HashSet<string>(), new List<ClusterSummary>());
        foreach (var cluster in Components.Of([.. byId.Keys], edges))
            if (settings.EnableSummarization && cluster.Count > settings.SummarizationThreshold)
                summaries.Add(ClusterSummary.Of($"cluster_{summaries.Count + 1}", [.. cluster.Select(id => byId[id])], now));
            else members.UnionWith(cluster);

        var single = chosen.Where(i => members.Contains(i.IntentId)).ToList();
        var cut = KeepWithin(single, summaries, focus, settings.MaxTokens, now);
        var kept = single.Select(i => i.IntentId).ToHashSet();
        var shown = single.Count + summaries.Count;
        return new VirtualView
        {
            FocalIntents = [.. focal.Where(id => found.Any(i => i.IntentId == id))],
            Intents = single,
            Summaries = summaries,
            Edges = [.. edges.Where(e => kept.Contains(e.From) && kept.Contains(e.To))],
            Metadata = new ViewMetadata
            {
                OriginalCount = found.Count,
                VirtualizedCount = shown,
                CompressionRatio = found.Count == 0 ? 1 : Math.Round((double)shown / found.Count, 4),
                Tokens = Tokens(single, summaries),
                Truncated = cut || more || chosen.Count < found.Count,
            },
        };
    }

    // Leaves out the least important until the rest fits: single intents before summaries, what is in focus last.
    private static bool KeepWithin(List<StorableIntent> single, List<ClusterSummary> summaries, HashSet<string> focus, int budget, DateTimeOffset now)
    {
        var spent = Tokens(single, summaries);
        if (spent <= budget) return false;
        var expendable = single.Select(i => (Focal: focus.Contains(i.IntentId), Weight: ViewMeasures.Importance(i, now), Cost: ViewMeasures.Tokens(i), Leave: (Action)(() => single.Remove(i))))
            .Concat(summaries.Select(s => (Focal: s.IntentIds.Any(focus.Contains), Weight: 1000 + s.Relevance, Cost: ViewMeasures.Tokens(s.Text), Leave: (Action)(() => summaries.Remove(s)))))
            .OrderBy(item => item.Focal).ThenBy(item => item.Weight).ToList();
        foreach (var item in expendable.TakeWhile(_ => spent > budget))
        {
            item.Leave();
            spent -= item.Cost;
        }

        return true;
    }

    private static int Tokens(IEnumerable<StorableIntent> single, IEnumerable<ClusterSummary> summaries) => single.Sum(ViewMeasures.Tokens) + summaries.Sum(s => ViewMeasures.Tokens(s.Text));
}

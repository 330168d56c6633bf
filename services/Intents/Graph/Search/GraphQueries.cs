using IntentEngine.Intents.Graph.Edges;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Search;

/// <summary>Answers queries by reading the graph once, page by page, keeping only what the answer needs.</summary>
internal sealed class GraphQueries(IGraphStore store, GraphScan scan, TimeProvider clock)
{
    private sealed record Candidate(StorableIntent Intent, int Degree, double Score);

    /// <summary>The intents that fit.</summary>
    public async Task<QueryResult> Run(Guid organization, IntentQuery query, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        var best = new Best<Candidate>(query.Limit, Order(query));
        var connected = query.ConnectedTo.Count > 0 ? await Connected(organization, query.ConnectedTo, cancel) : null;
        var read = 0;
        await foreach (var page in scan.Pages(organization, Filter(query), cancel))
        {
            read += page.Count;
            List<StorableIntent> fitting = [.. page.Where(i => query.Matches(i) && connected?.Contains(i.IntentId) != false)];
            if (fitting.Count == 0) continue;
            var edges = query.AsksForEdges ? await store.EdgesOfAsync(organization, [.. fitting.Select(i => i.IntentId)], cancel) : [];
            var leaving = edges.Where(e => query.HasRelationshipTypes.Contains(e.EdgeType)).Select(e => e.From).ToHashSet();
            var degrees = edges.SelectMany(e => new[] { e.From, e.To }).CountBy(id => id).ToDictionary();
            foreach (var intent in fitting.Where(i => query.HasRelationshipTypes.Count == 0 || leaving.Contains(i.IntentId)))
                best.Add(new Candidate(intent, degrees.GetValueOrDefault(intent.IntentId), query.SortBy == IntentSort.RelevanceScore ? Relevance.Score(intent, query.SemanticQuery ?? "") : 0));
        }

        return new QueryResult
        {
            Intents = [.. best.InOrder().Select(c => c.Intent)],
            TotalCount = best.Seen,
            ExecutionTimeMs = Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 3),
            Truncated = best.Truncated,
            Partial = read >= GraphScan.MostIntents,
        };
    }

    private async Task<HashSet<string>> Connected(Guid organization, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var wanted = ids.ToHashSet();
        var edges = await store.EdgesOfAsync(organization, wanted, cancel);
        return [.. edges.SelectMany(e => new[] { wanted.Contains(e.From) ? e.To : null, wanted.Contains(e.To) ? e.From : null }).OfType<string>()];
    }

    private static GraphFilter Filter(IntentQuery query) => new()
    {
        Statuses = query.Statuses,
        GoalContains = query.GoalContains,
        MetadataContains = query.MetadataFilter,
        CreatedFrom = query.CreatedAfter,
        CreatedTo = query.CreatedBefore,
        UpdatedFrom = query.UpdatedAfter,
        UpdatedTo = query.UpdatedBefore,
    };

    private static Comparer<Candidate> Order(IntentQuery query)
    {
        Comparison<Candidate> by = query.SortBy switch
        {
            IntentSort.UpdatedDate => (a, b) => a.Intent.UpdatedAt.CompareTo(b.Intent.UpdatedAt),
            IntentSort.GoalAlphabetical => (a, b) => string.Compare(a.Intent.Goal, b.Intent.Goal, StringComparison.OrdinalIgnoreCase),
            IntentSort.ConnectionCount => (a, b) => a.Degree.CompareTo(b.Degree),
            IntentSort.RelevanceScore => (a, b) => a.Score.CompareTo(b.Score),
            _ => (a, b) => a.Intent.CreatedAt.CompareTo(b.Intent.CreatedAt),
        };
        // Ties by id, whichever way the rest goes, so that equal questions have equal answers.
        return Comparer<Candidate>.Create((a, b) => (query.Ascending ? by(a, b) : by(b, a)) is var first and not 0 ? first : string.CompareOrdinal(a.Intent.IntentId, b.Intent.IntentId));
    }
}

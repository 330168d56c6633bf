using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Search;

/// <summary>What a graph looks like from afar (spec semantics §1.9).</summary>
internal sealed record GraphStatistics
{
    /// <summary>An intent with more edges than this is highly connected.</summary>
    internal const int ManyEdges = 5;

    public required int TotalIntents { get; init; }

    public required int TotalEdges { get; init; }

    /// <summary>How many intents stand where; every status is named.</summary>
    public required IReadOnlyDictionary<string, int> StatusDistribution { get; init; }

    /// <summary>How many edges there are of each type; every type is named.</summary>
    public required IReadOnlyDictionary<string, int> EdgeDistribution { get; init; }

    /// <summary>Edges at an intent on average, both ends counted.</summary>
    public required double AverageDegree { get; init; }

    /// <summary>Intents without an edge.</summary>
    public required int Isolated { get; init; }

    /// <summary>Intents with more than 5 edges.</summary>
    public required int HighlyConnected { get; init; }

    /// <summary>Whether the graph is so large that only its 100000 newest intents were counted.</summary>
    public required bool Partial { get; init; }
}

/// <summary>Counts a graph, page by page.</summary>
internal sealed class GraphCounting(IGraphStore store, GraphScan scan)
{
    public async Task<GraphStatistics> Count(Guid organization, CancellationToken cancel)
    {
        var statuses = Enum.GetValues<GraphStatus>().ToDictionary(s => s, _ => 0);
        var types = Enum.GetValues<EdgeType>().ToDictionary(t => t, _ => 0);
        var (intents, degrees, isolated, high) = (0, 0, 0, 0);
        await foreach (var page in scan.Pages(organization, new GraphFilter(), cancel))
        {
            intents += page.Count;
            var degree = page.ToDictionary(i => i.IntentId, _ => 0);
            foreach (var intent in page) statuses[intent.Status]++;
            foreach (var edge in await store.EdgesOfAsync(organization, degree.Keys, cancel))
            {
                if (degree.ContainsKey(edge.From)) types[edge.EdgeType]++;
                foreach (var end in new[] { edge.From, edge.To })
                    if (degree.TryGetValue(end, out var known)) degree[end] = known + 1;
            }

            degrees += degree.Values.Sum();
            isolated += degree.Values.Count(d => d == 0);
            high += degree.Values.Count(d => d > GraphStatistics.ManyEdges);
        }

        return new GraphStatistics
        {
            TotalIntents = intents,
            TotalEdges = types.Values.Sum(),
            StatusDistribution = statuses.ToDictionary(s => s.Key.Word(), s => s.Value),
            EdgeDistribution = types.ToDictionary(t => t.Key.Word(), t => t.Value),
            AverageDegree = intents == 0 ? 0 : Math.Round((double)degrees / intents, 4),
            Isolated = isolated,
            HighlyConnected = high,
            Partial = intents >= GraphScan.MostIntents,
        };
    }
}

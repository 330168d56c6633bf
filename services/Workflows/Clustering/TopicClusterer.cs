using IntentEngine.Workflows.Filtering;

namespace IntentEngine.Workflows.Clustering;

/// <summary>Groups keywords into hubs with spokes (seed 004, step 6).</summary>
/// <remarks>
/// Leader clustering in rounds. Keywords are taken by demand (ties: fewer words, then text); each joins the most similar hub at
/// or above the threshold (ties: the hub with more demand), else it becomes a hub. A hub keeps its most similar spokes up to the limit.
/// What a full hub had to turn away, and hubs with too few spokes, meet again in the next round, until a round forms no cluster.
/// Pure and deterministic: the order of the input does not matter.
/// </remarks>
public static class TopicClusterer
{
    /// <summary>Groups the keywords; the same keyword twice (trimmed, lower case) counts once, with its greater demand.</summary>
    public static ClusteredTopics Cluster(IEnumerable<KeywordDemand> keywords, ClusteringOptions options, ISimilarity similarity)
    {
        var items = InOrder(keywords);
        var alike = similarity.Over([.. items.Select(item => item.Keyword)]);
        var left = Enumerable.Range(0, items.Count).ToList();
        var clusters = new List<(int Hub, List<(int Index, double Score)> Spokes)>();
        while (true)
        {
            var formed = LeaderRound.Run(left, alike, options.Threshold)
                .Where(group => group.Spokes.Count >= options.MinSpokes)
                .Select(group => (group.Hub, Spokes: group.Spokes.OrderByDescending(s => s.Score).ThenBy(s => s.Index).Take(options.MaxSpokes).ToList()))
                .ToList();
            if (formed.Count == 0) break;
            clusters.AddRange(formed);
            left = [.. left.Except(formed.SelectMany(c => c.Spokes.Select(s => s.Index).Append(c.Hub)))];
        }

        return Describe(items, clusters.OrderBy(c => c.Hub).ToList(), left, options, similarity.Name);
    }

    private static List<KeywordDemand> InOrder(IEnumerable<KeywordDemand> keywords) =>
        [.. keywords
            .Select(item => item with { Keyword = KeywordForm.Key(item.Keyword) })
            .OrderByDescending(item => item.Volume ?? -1)
            .DistinctBy(item => item.Keyword)
            .OrderByDescending(item => item.Volume ?? -1)
            .ThenBy(item => Terms.Words(item.Keyword).Length)
            .ThenBy(item => item.Keyword, StringComparer.Ordinal)];

    private static ClusteredTopics Describe(
        List<KeywordDemand> items, List<(int Hub, List<(int Index, double Score)> Spokes)> clusters, List<int> left, ClusteringOptions options, string similarity)
    {
        var clustered = clusters.Sum(c => c.Spokes.Count + 1);
        return new ClusteredTopics
        {
            Clusters = [.. clusters.Select(c => Describe(items[c.Hub], [.. c.Spokes.Select(s => new Spoke(items[s.Index].Keyword, items[s.Index].Volume, s.Score))], options))],
            Unclustered = [.. left.Select(index => items[index].Keyword)],
            ClusterCount = clusters.Count,
            KeywordsClustered = clustered,
            AvgClusterSize = clusters.Count == 0 ? 0 : Math.Round(clustered / (double)clusters.Count, 2),
            Similarity = similarity,
            Threshold = options.Threshold,
        };
    }

    private static TopicCluster Describe(KeywordDemand hub, Spoke[] spokes, ClusteringOptions options) => new()
    {
        HubKeyword = hub.Keyword,
        HubVolume = hub.Volume,
        Spokes = spokes,
        Valid = ClusterValidator.IsValid(spokes, options),
        AvgSimilarity = spokes.Length == 0 ? 0 : Math.Round(spokes.Average(s => s.Similarity), 4),
    };
}

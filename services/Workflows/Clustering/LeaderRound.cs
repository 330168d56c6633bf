namespace IntentEngine.Workflows.Clustering;

/// <summary>One pass of leader clustering over indexes that are sorted by demand.</summary>
internal static class LeaderRound
{
    /// <summary>Every index ends up as a hub or as a spoke of the most similar hub before it.</summary>
    public static List<(int Hub, List<(int Index, double Score)> Spokes)> Run(IReadOnlyList<int> indexes, PairSimilarity alike, double threshold)
    {
        var groups = new List<(int Hub, List<(int Index, double Score)> Spokes)>();
        foreach (var index in indexes)
        {
            var (best, bestScore) = (-1, 0.0);
            for (var g = 0; g < groups.Count; g++)
            {
                var score = alike(groups[g].Hub, index);
                if (score >= threshold && score > bestScore) (best, bestScore) = (g, score);
            }

            if (best < 0) groups.Add((index, []));
            else groups[best].Spokes.Add((index, bestScore));
        }

        return groups;
    }
}

namespace IntentEngine.Workflows.Clustering;

/// <summary>How well found groups match given ones: adjusted Rand index, and B-cubed F (harmonic mean of per-item purity and completeness).</summary>
internal sealed record ClusterQuality(double AdjustedRand, double BCubedF, int Groups)
{
    public static ClusterQuality Of(IReadOnlyList<(string Found, string Given)> items)
    {
        var found = items.CountBy(i => i.Found).ToDictionary();
        var given = items.CountBy(i => i.Given).ToDictionary();
        var both = items.CountBy(i => i).ToDictionary();

        var together = both.Values.Sum(Pairs);
        var (inFound, inGiven) = (found.Values.Sum(Pairs), given.Values.Sum(Pairs));
        var expected = inFound * inGiven / Pairs(items.Count);
        var rand = (together - expected) / (((inFound + inGiven) / 2) - expected);

        var precision = items.Average(i => both[i] / (double)found[i.Found]);
        var recall = items.Average(i => both[i] / (double)given[i.Given]);
        return new ClusterQuality(rand, 2 * precision * recall / (precision + recall), found.Count);
    }

    private static double Pairs(int n) => n * (n - 1) / 2.0;
}

using System.Text.Json.Nodes;
using IntentEngine.ProviderSimulator.Corpus;

namespace IntentEngine.ProviderSimulator.Keywords;

/// <summary>One keyword that a domain ranks for.</summary>
internal sealed record Ranking(KeywordRow Row, int Position, string Url)
{
    /// <summary>Estimated visits per month: volume times the share of clicks at this position.</summary>
    public double Traffic => Row.Figures.Volume * ClickShare(Position);

    /// <summary>Share of clicks by position, falling as studies of result pages describe it.</summary>
    private static double ClickShare(int position) => position > 100 ? 0 : 0.28 / Math.Pow(position, 1.05);
}

/// <summary>What a domain ranks for: the phrases that belong to it in the sources.</summary>
internal sealed class DomainRankings(Terms terms)
{
    private static readonly (string Name, int From, int To)[] Buckets =
    [
        ("pos_1", 1, 1), ("pos_2_3", 2, 3), ("pos_4_10", 4, 10), ("pos_11_20", 11, 20), ("pos_21_30", 21, 30), ("pos_31_40", 31, 40),
        ("pos_41_50", 41, 50), ("pos_51_60", 51, 60), ("pos_61_70", 61, 70), ("pos_71_80", 71, 80), ("pos_81_90", 81, 90), ("pos_91_100", 91, 100),
    ];

    /// <summary>Rankings, most searched first; empty for an unknown domain.</summary>
    public List<Ranking> Of(string domain) =>
    [
        .. terms.OfDomain(domain)
            .Where(term => term.IsPhrase)
            .Select(term => new Ranking(new(term.Text, DerivedFigures.Of(term.Text, terms)!), Position(term, domain), Url(term, domain)))
            .OrderByDescending(ranking => ranking.Row.Figures.Volume)
            .ThenBy(ranking => ranking.Row.Keyword, StringComparer.Ordinal),
    ];

    /// <summary>DataForSEO's metrics block.</summary>
    public static JsonObject Metrics(IReadOnlyCollection<Ranking> rankings)
    {
        var organic = new JsonObject();
        foreach (var (name, from, to) in Buckets) organic[name] = rankings.Count(ranking => ranking.Position >= from && ranking.Position <= to);
        organic["etv"] = Math.Round(rankings.Sum(ranking => ranking.Traffic), 3);
        organic["count"] = rankings.Count;
        organic["estimated_paid_traffic_cost"] = Math.Round(rankings.Sum(ranking => ranking.Traffic * ranking.Row.Figures.Cpc), 3);
        return new() { ["organic"] = organic };
    }

    /// <summary>A domain's own page about a term ranks high, other terms anywhere on the first six pages.</summary>
    private static int Position(Term term, string domain) =>
        1 + (int)(StableHash.Unit(domain + "|" + term.Text) * (term.Url?.Contains(domain, StringComparison.Ordinal) == true ? 4 : 60));

    private static string Url(Term term, string domain) =>
        term.Url?.Contains(domain, StringComparison.Ordinal) == true ? term.Url : $"https://{domain}/{term.Words[0]}";
}

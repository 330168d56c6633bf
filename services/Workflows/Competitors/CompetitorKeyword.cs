using IntentEngine.Providers.KeywordData;

namespace IntentEngine.Workflows.Competitors;

/// <summary>A keyword a competitor ranks for, with the seed's field names. Null means not measured.</summary>
public sealed record CompetitorKeyword
{
    /// <summary>The text.</summary>
    public required string Keyword { get; init; }

    /// <summary>Searches per month.</summary>
    public long? SearchVolume { get; init; }

    /// <summary>Difficulty of ranking, 0 to 100.</summary>
    public int? KeywordDifficulty { get; init; }

    /// <summary>Cost per click in US dollars.</summary>
    public decimal? Cpc { get; init; }

    /// <summary>Competition among advertisers, 0 to 1.</summary>
    public double? Competition { get; init; }

    internal static CompetitorKeyword From(Keyword keyword) => new()
    {
        Keyword = keyword.Text,
        SearchVolume = keyword.SearchVolume,
        KeywordDifficulty = keyword.Difficulty,
        Cpc = keyword.Cpc,
        Competition = keyword.Competition,
    };
}

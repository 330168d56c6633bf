namespace IntentEngine.Providers.KeywordData;

/// <summary>One keyword as the provider measured it. Null means not measured, which is not zero.</summary>
public sealed record Keyword
{
    /// <summary>The text, lower case.</summary>
    public required string Text { get; init; }

    /// <summary>Searches per month; 0 or more.</summary>
    public long? SearchVolume { get; init; }

    /// <summary>Difficulty of ranking, 0 to 100, logarithmic.</summary>
    public int? Difficulty { get; init; }

    /// <summary>Competition among advertisers, 0 to 1.</summary>
    public double? Competition { get; init; }

    /// <summary>Cost per click in US dollars, rounded to cents.</summary>
    public decimal? Cpc { get; init; }

    /// <summary>Main intent: informational, navigational, commercial or transactional.</summary>
    public string? Intent { get; init; }
}

using IntentEngine.Providers.KeywordData;

namespace IntentEngine.Workflows.Competitors;

/// <summary>What is known about one competitor.</summary>
public sealed record CompetitorProfile
{
    /// <summary>Its address.</summary>
    public required string Url { get; init; }

    /// <summary>Its domain, without <c>www.</c></summary>
    public required string Domain { get; init; }

    /// <summary>Keywords it ranks for, most searched first; at least one, at most 100.</summary>
    public required IReadOnlyList<CompetitorKeyword> Keywords { get; init; }

    /// <summary>Estimated organic visits per month. Null: unknown.</summary>
    public double? TrafficVolume { get; init; }

    /// <summary>Its pages with most organic traffic; at most 10.</summary>
    public required IReadOnlyList<TopPage> TopPages { get; init; }
}

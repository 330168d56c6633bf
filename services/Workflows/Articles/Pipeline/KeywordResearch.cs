namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Output of article step 1: what the article should be found for.</summary>
public sealed record KeywordResearch
{
    /// <summary>The main keyword.</summary>
    public required string PrimaryKeyword { get; init; }

    /// <summary>Further keywords; at most 15.</summary>
    public required IReadOnlyList<string> SecondaryKeywords { get; init; }

    /// <summary>What the searcher wants: informational, navigational, commercial or transactional.</summary>
    public required string SearchIntent { get; init; }

    /// <summary>Questions to answer; at most 10.</summary>
    public required IReadOnlyList<string> Questions { get; init; }

    /// <summary>Measurements that could not be had, with the reason; they make the research poorer, not wrong.</summary>
    public IReadOnlyList<string> Unavailable { get; init; } = [];
}

namespace IntentEngine.Workflows.Longtails;

/// <summary>One expanded keyword (seed 004, step 4).</summary>
public sealed record LongtailKeyword
{
    /// <summary>The same for the same workflow and keyword, however often the step runs.</summary>
    public required Guid Id { get; init; }

    /// <summary>The text, trimmed and lower case.</summary>
    public required string Keyword { get; init; }

    /// <summary>Searches per month. Null: not measured.</summary>
    public long? Volume { get; init; }

    /// <summary>Difficulty of ranking, 0 to 100. Null: not measured.</summary>
    public int? Difficulty { get; init; }

    /// <summary>Competition among advertisers, 0 to 1. Null: not measured.</summary>
    public double? Competition { get; init; }

    /// <summary>The method that found it.</summary>
    public required ExpansionMethod Method { get; init; }

    /// <summary>The approved seed it grew from.</summary>
    public required string Seed { get; init; }
}

namespace IntentEngine.Workflows.Subtopics;

/// <summary>One article to come, to be approved by a person (seed 004, step 7).</summary>
public sealed record Subtopic
{
    /// <summary>The same for the same workflow, hub and title; approvals name it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The hub it belongs to.</summary>
    public required string HubKeyword { get; init; }

    /// <summary>Working title; 1 to 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Keyword the article is to rank for, trimmed and lower case; 1 to 100 characters.</summary>
    public required string Keyword { get; init; }

    /// <summary>What sets it apart from the others; up to 500 characters.</summary>
    public required string Angle { get; init; }

    /// <summary>The spokes of its cluster.</summary>
    public required IReadOnlyList<string> Spokes { get; init; }
}

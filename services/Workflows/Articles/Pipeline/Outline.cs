namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Output of article step 3: the plan of the article.</summary>
public sealed record Outline
{
    /// <summary>Final title; 1 to 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Opening paragraph, Markdown.</summary>
    public required string Introduction { get; init; }

    /// <summary>Four to eight sections with different headings.</summary>
    public required IReadOnlyList<OutlineSection> Sections { get; init; }
}

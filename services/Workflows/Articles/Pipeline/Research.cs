using IntentEngine.Providers.LanguageModel;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Output of article step 4: facts for the sections.</summary>
public sealed record Research
{
    /// <summary>By section of the outline.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Sources of the search. Empty when the model cannot search.</summary>
    public IReadOnlyList<Citation> Citations { get; init; } = [];

    /// <summary>Whether a web search stood behind it.</summary>
    public bool Grounded { get; init; }
}

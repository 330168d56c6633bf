using IntentEngine.Providers.LanguageModel;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Output of article step 2: what ranks now and what it leaves out.</summary>
public sealed record SearchAnalysis
{
    /// <summary>Pages that rank; at most 10.</summary>
    public required IReadOnlyList<TopResult> TopResults { get; init; }

    /// <summary>Headings that most of them share; at most 15.</summary>
    public required IReadOnlyList<string> CommonHeadings { get; init; }

    /// <summary>What readers need and those pages leave out; at most 10.</summary>
    public required IReadOnlyList<string> ContentGaps { get; init; }

    /// <summary>Sources of the search. Empty when the model cannot search.</summary>
    public IReadOnlyList<Citation> Citations { get; init; } = [];

    /// <summary>Whether a web search stood behind it. False: general knowledge of the model, to be read with care.</summary>
    public bool Grounded { get; init; }
}

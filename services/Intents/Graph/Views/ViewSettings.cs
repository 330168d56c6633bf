namespace IntentEngine.Intents.Graph.Views;

/// <summary>How much a view shows (spec semantics §1.9).</summary>
internal sealed record ViewSettings
{
    /// <summary>Most intents that a view takes in, summarised ones included; 1 to 1000.</summary>
    public int MaxIntents { get; init; } = 100;

    /// <summary>How many edges away from the focus; 0 to 10.</summary>
    public int TraversalDepth { get; init; } = 2;

    /// <summary>Whether large clusters become summaries.</summary>
    public bool EnableSummarization { get; init; } = true;

    /// <summary>A cluster with more intents than this becomes a summary; 1 to 1000.</summary>
    public int SummarizationThreshold { get; init; } = 5;

    /// <summary>Most intents that a query brings into focus; 1 to 200.</summary>
    public int MaxSearchResults { get; init; } = 50;

    /// <summary>Most tokens that the view may cost a language model, estimated; 100 to 1000000.</summary>
    public int MaxTokens { get; init; } = 8000;

    /// <summary>Intents less important than this are left out unless they are in focus; 0 or more.</summary>
    public double RelevanceThreshold { get; init; } = 0.3;
}

using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Search;

/// <summary>The answer to a query.</summary>
internal sealed record QueryResult
{
    /// <summary>The intents, ordered, at most the limit.</summary>
    public required IReadOnlyList<StorableIntent> Intents { get; init; }

    /// <summary>How many fit, before the limit.</summary>
    public required int TotalCount { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public required double ExecutionTimeMs { get; init; }

    /// <summary>Whether the limit cut something.</summary>
    public required bool Truncated { get; init; }

    /// <summary>Whether the graph is so large that only its 100000 newest intents were looked at.</summary>
    public required bool Partial { get; init; }
}

using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Subgraphs;

/// <summary>A part of a graph to keep or to carry elsewhere (spec semantics §1.6, §1.7). Unknown members are refused, as in every request.</summary>
internal sealed record SubgraphFile
{
    /// <summary>The format that is written; any 1.x is read.</summary>
    public const string CurrentVersion = "1.0";

    /// <summary>Format, <c>1.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>When it was made, in Unix seconds.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The intent it was collected from.</summary>
    public required string RootIntentId { get; init; }

    /// <summary>The intents by their ids.</summary>
    public required IReadOnlyDictionary<string, StorableIntent> Intents { get; init; }

    /// <summary>Edges with both ends among the intents.</summary>
    public required IReadOnlyList<IntentEdge> Edges { get; init; }
}

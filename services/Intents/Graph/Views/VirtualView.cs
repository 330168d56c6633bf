using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Views;

/// <summary>A neighbourhood small enough to look at: single intents, summaries of clusters, and the edges between the single ones.</summary>
internal sealed record VirtualView
{
    /// <summary>Where one looks from: those focal intents that exist.</summary>
    public required IReadOnlyList<string> FocalIntents { get; init; }

    /// <summary>Single intents, in order of discovery.</summary>
    public required IReadOnlyList<StorableIntent> Intents { get; init; }

    /// <summary>Stand for all other intents of the view.</summary>
    public required IReadOnlyList<ClusterSummary> Summaries { get; init; }

    /// <summary>Edges between the single intents, as they are stored.</summary>
    public required IReadOnlyList<IntentEdge> Edges { get; init; }

    /// <summary>Figures of the view.</summary>
    public required ViewMetadata Metadata { get; init; }
}

/// <summary>How much a view leaves out.</summary>
internal sealed record ViewMetadata
{
    /// <summary>Intents of the neighbourhood, before anything was left out; at most what one walk visits.</summary>
    public required int OriginalCount { get; init; }

    /// <summary>Single intents and summaries.</summary>
    public required int VirtualizedCount { get; init; }

    /// <summary>The second over the first; 1 for an empty view.</summary>
    public required double CompressionRatio { get; init; }

    /// <summary>What the view costs a language model, estimated.</summary>
    public required int Tokens { get; init; }

    /// <summary>Whether intents were left out without a summary: by number, importance or tokens.</summary>
    public required bool Truncated { get; init; }
}

using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Traversal;

/// <summary>A part of a graph, as traversals answer.</summary>
internal sealed record GraphPart
{
    /// <summary>The intents, in order of discovery.</summary>
    public required IReadOnlyList<StorableIntent> Intents { get; init; }

    /// <summary>The edges that led to them.</summary>
    public required IReadOnlyList<IntentEdge> Edges { get; init; }

    /// <summary>Whether there is more than was asked for or than one answer holds.</summary>
    public required bool Truncated { get; init; }
}

using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Traversal;

/// <summary>A shortest path between two intents over edges of any type, either way.</summary>
internal sealed record GraphPath
{
    /// <summary>Whether there is one within the depth that was asked for.</summary>
    public required bool Found { get; init; }

    /// <summary>The ids from one end to the other; empty when there is no path.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    /// <summary>The edges between them, one fewer.</summary>
    public required IReadOnlyList<IntentEdge> Edges { get; init; }

    /// <summary>Whether the search gave up before it had seen everything within that depth.</summary>
    public required bool Truncated { get; init; }
}

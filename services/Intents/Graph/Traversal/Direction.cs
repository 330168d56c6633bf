using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Traversal;

/// <summary>Which edges a walk follows, and which way.</summary>
/// <param name="Types">Types it follows. Empty: all.</param>
/// <param name="Outgoing">Whether it goes from start to end.</param>
/// <param name="Incoming">Whether it goes from end to start.</param>
internal sealed record Direction(IReadOnlyList<EdgeType> Types, bool Outgoing, bool Incoming)
{
    /// <summary>To what an intent depends on or is part of.</summary>
    public static Direction Parents { get; } = new([EdgeType.DependsOn, EdgeType.IsSubgoalOf], Outgoing: true, Incoming: false);

    /// <summary>To what depends on an intent or is part of it.</summary>
    public static Direction Children { get; } = new([EdgeType.DependsOn, EdgeType.IsSubgoalOf], Outgoing: false, Incoming: true);

    /// <summary>To what depends on an intent.</summary>
    public static Direction Dependents { get; } = new([EdgeType.DependsOn], Outgoing: false, Incoming: true);

    /// <summary>To the parts of an intent. The origin follows outgoing edges here and so finds the parent.</summary>
    public static Direction Subgoals { get; } = new([EdgeType.IsSubgoalOf], Outgoing: false, Incoming: true);

    /// <summary>To what an intent is part of.</summary>
    public static Direction Ancestors { get; } = new([EdgeType.IsSubgoalOf], Outgoing: true, Incoming: false);

    /// <summary>To whatever is at the other end of any edge.</summary>
    public static Direction Any { get; } = new([], Outgoing: true, Incoming: true);

    /// <summary>To the other end of edges of one type, either way.</summary>
    public static Direction Of(EdgeType type) => new([type], Outgoing: true, Incoming: true);

    /// <summary>Where the edge leads from this intent. Null: this walk does not take it.</summary>
    public string? Next(string id, IntentEdge edge)
    {
        if (Types.Count > 0 && !Types.Contains(edge.EdgeType)) return null;
        if (Outgoing && edge.From == id) return edge.To;
        return Incoming && edge.To == id ? edge.From : null;
    }
}

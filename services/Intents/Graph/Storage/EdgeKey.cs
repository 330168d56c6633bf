using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>What tells edges apart within an organization.</summary>
internal readonly record struct EdgeKey(string From, string To, EdgeType Type)
{
    /// <summary>Whether edges of this type must not close a cycle (spec semantics §1.3).</summary>
    public bool IsAcyclic => Type is EdgeType.DependsOn or EdgeType.IsSubgoalOf;

    public static EdgeKey Of(IntentEdge edge) => new(edge.From, edge.To, edge.EdgeType);
}

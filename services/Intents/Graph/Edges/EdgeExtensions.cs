using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Edges;

/// <summary>Small questions to edges.</summary>
internal static class EdgeExtensions
{
    /// <summary>Whether both are the one edge of their start, end and type.</summary>
    public static bool IsSameAs(this IntentEdge edge, IntentEdge other) => edge.From == other.From && edge.To == other.To && edge.EdgeType == other.EdgeType;

    /// <summary>The end that is not <paramref name="id"/>.</summary>
    public static string OtherEnd(this IntentEdge edge, string id) => edge.From == id ? edge.To : edge.From;

    /// <summary>Whether the intent is at either end.</summary>
    public static bool Touches(this IntentEdge edge, string id) => edge.From == id || edge.To == id;

    /// <summary>Whether a subgoal counts for what it is part of: unless its edge says <c>required: false</c>.</summary>
    public static bool IsRequired(this IntentEdge edge) => !edge.Metadata.TryGetValue("required", out var required) || !required.Equals("false", StringComparison.OrdinalIgnoreCase);
}

using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;
using IntentEngine.Intents.Graph.Traversal;

namespace IntentEngine.Intents.Graph.Export;

/// <summary>A graph with what a drawing of it needs (spec semantics §1.8).</summary>
internal sealed record ExportedGraph
{
    /// <summary>The intents.</summary>
    public required IReadOnlyList<Node> Nodes { get; init; }

    /// <summary>The edges.</summary>
    public required IReadOnlyList<IntentEdge> Edges { get; init; }

    /// <summary><c>hierarchical</c> when there are subgoals, else <c>force_directed</c> above 100 nodes, else <c>circular</c>.</summary>
    public required string LayoutHint { get; init; }

    /// <summary>What hangs together.</summary>
    public required IReadOnlyList<Cluster> Clusters { get; init; }

    /// <summary>One intent.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Label">Its name or goal, at most 50 characters.</param>
    /// <param name="Goal">What is to be achieved.</param>
    /// <param name="Status">Where it stands.</param>
    /// <param name="Priority">Higher is more important.</param>
    /// <param name="Size">10 to 100, by how many edges it has.</param>
    internal sealed record Node(string Id, string Label, string Goal, GraphStatus Status, uint Priority, int Size);

    /// <summary>Intents that hang together.</summary>
    /// <param name="Center">The one with the most edges.</param>
    /// <param name="IntentIds">All of them.</param>
    internal sealed record Cluster(string Center, IReadOnlyList<string> IntentIds);

    /// <summary>Prepares a graph for drawing. Pure.</summary>
    public static ExportedGraph Of(GraphContent content)
    {
        var degrees = content.Edges.SelectMany(e => new[] { e.From, e.To }).CountBy(id => id).ToDictionary();
        int Degree(string id) => degrees.GetValueOrDefault(id);
        return new ExportedGraph
        {
            Nodes = [.. content.Intents.Select(i => new Node(i.IntentId, Label(i.Name ?? i.Goal), i.Goal, i.Status, i.Priority, Size(Degree(i.IntentId))))],
            Edges = content.Edges,
            LayoutHint = content.Edges.Any(e => e.EdgeType == EdgeType.IsSubgoalOf) ? "hierarchical" : content.Intents.Count > 100 ? "force_directed" : "circular",
            Clusters = [.. Components.Of([.. content.Intents.Select(i => i.IntentId)], content.Edges).Select(ids => new Cluster(ids.MaxBy(Degree)!, ids))],
        };
    }

    /// <summary>10 for an intent without edges, 5 more for each, at most 100.</summary>
    internal static int Size(int degree) => 10 + Math.Min(5 * degree, 90);

    /// <summary>At most 50 characters.</summary>
    internal static string Label(string text)
    {
        if (text.Length <= 50) return text;
        // Not through the middle of a character that takes two places.
        var end = char.IsHighSurrogate(text[46]) ? 46 : 47;
        return text[..end] + "...";
    }
}

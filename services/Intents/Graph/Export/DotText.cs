using System.Globalization;
using System.Text;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Export;

/// <summary>A graph in the DOT language of Graphviz. Pure.</summary>
internal static class DotText
{
    public static string Of(ExportedGraph graph)
    {
        var text = new StringBuilder("digraph intents {\n  rankdir=BT;\n  node [shape=box, style=filled];\n");
        foreach (var node in graph.Nodes)
            text.Append(CultureInfo.InvariantCulture, $"  {Quote(node.Id)} [label={Quote(node.Label)}, fillcolor={Colour(node.Status)}, tooltip={Quote(node.Status.Word())}, width={Math.Round(node.Size / 20.0, 2)}];\n");
        foreach (var edge in graph.Edges)
            text.Append(CultureInfo.InvariantCulture, $"  {Quote(edge.From)} -> {Quote(edge.To)} [label={Quote(Label(edge))}];\n");
        return text.Append("}\n").ToString();
    }

    /// <summary>A quoted string that Graphviz reads as the text itself.</summary>
    internal static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private static string Label(IntentEdge edge) => edge.Weight is { } weight ? string.Create(CultureInfo.InvariantCulture, $"{edge.EdgeType.Word()} ({weight})") : edge.EdgeType.Word();

    private static string Colour(GraphStatus status) => status switch
    {
        GraphStatus.Active => "lightblue",
        GraphStatus.Executing => "gold",
        GraphStatus.Completed => "palegreen",
        GraphStatus.Failed => "salmon",
        GraphStatus.Suspended => "lightgrey",
        _ => "white",
    };
}

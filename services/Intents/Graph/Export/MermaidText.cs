using System.Globalization;
using System.Text;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Export;

/// <summary>A graph as a Mermaid flow chart. Pure.</summary>
internal static class MermaidText
{
    public static string Of(ExportedGraph graph)
    {
        // Ids of intents may be words of the language, such as "end"; its own ids are safe.
        var names = graph.Nodes.Select((node, place) => (node.Id, Name: $"n{place.ToString(CultureInfo.InvariantCulture)}")).ToDictionary(n => n.Id, n => n.Name);
        var text = new StringBuilder("graph BT\n");
        foreach (var node in graph.Nodes) text.Append(CultureInfo.InvariantCulture, $"  {names[node.Id]}[\"{Escape(node.Label)}\"]:::{node.Status.Word()}\n");
        foreach (var edge in graph.Edges) text.Append(CultureInfo.InvariantCulture, $"  {names[edge.From]} -->|{edge.EdgeType.Word()}| {names[edge.To]}\n");
        return text.ToString();
    }

    /// <summary>Letters, digits, spaces and harmless marks as they are; all else as the entity that Mermaid reads back.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '.' or ',' or '-' or '_' or '/' or '?' or '!' or '\'' or '+' or '=' or '%') escaped.Append(rune);
            else if (Rune.IsWhiteSpace(rune)) escaped.Append(' ');
            else escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        return escaped.ToString();
    }
}

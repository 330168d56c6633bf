using System.Globalization;
using System.Text;

namespace IntentEngine.Lineage.Exports;

/// <summary>A Mermaid flowchart, which Markdown viewers draw.</summary>
internal static class MermaidExport
{
    public static string Write(ExportGraph graph)
    {
        var drawn = DrawnGraph.Of(graph);
        var text = new StringBuilder("flowchart LR\n");
        foreach (var node in drawn.Nodes)
            text.Append(node.Status is null ? $"  {node.Key}([{Quoted(node.Label)}])\n" : $"  {node.Key}[{Quoted(node.Label)}]\n");
        foreach (var arrow in drawn.Arrows)
            text.Append(arrow.Label is null ? $"  {arrow.From} --> {arrow.To}\n" : $"  {arrow.From} -.->|{Quoted(arrow.Label)}| {arrow.To}\n");
        return text.ToString();
    }

    // Everything that Mermaid or HTML could read as its own is written as an entity. So is the colon: in a line that looks like "style …:…#…;" Mermaid
    // takes the last semicolon away before it reads anything. Entities of control characters mean other things in HTML.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c == '\n') quoted.Append("<br/>");
            else if (char.IsControl(c)) quoted.Append(' ');
            else if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is ' ' or '.' or '_' or '-' or '/' or ',' or '(' or ')') quoted.Append(c);
            else quoted.Append(CultureInfo.InvariantCulture, $"#{(int)c};");
        }

        // It cannot read empty quotes.
        return quoted.Append(text.Length == 0 ? " \"" : "\"").ToString();
    }
}

using System.Text;

namespace IntentEngine.Lineage.Exports;

/// <summary>Graphviz's DOT: executions are boxes, artifacts and datasets ellipses.</summary>
internal static class DotExport
{
    public static string Write(ExportGraph graph)
    {
        var drawn = DrawnGraph.Of(graph);
        var text = new StringBuilder("digraph lineage {\n  rankdir=LR;\n");
        foreach (var node in drawn.Nodes)
            text.Append($"  {node.Key} [shape={(node.Status is null ? "ellipse" : "box")}{(node.Status == "failed" ? ", color=red" : "")}, label={Quoted(node.Label)}];\n");
        foreach (var arrow in drawn.Arrows)
            text.Append($"  {arrow.From} -> {arrow.To}{(arrow.Label is null ? "" : $" [style=dashed, label={Quoted(arrow.Label)}]")};\n");
        return text.Append("}\n").ToString();
    }

    // Within quotes Graphviz reads backslashes and, in labels, the entities of HTML.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(c switch { '"' => "\\\"", '\\' => "\\\\", '&' => "&amp;", '\n' => "\\n", _ when char.IsControl(c) => " ", _ => c.ToString() });
        return quoted.Append('"').ToString();
    }
}

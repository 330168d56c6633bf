using System.Globalization;
using System.Text;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Backup;

/// <summary>The graph as RTFS text, for people and for programs that read RTFS; restoring does not need it (spec semantics §1.6).</summary>
internal static class RtfsSnapshot
{
    /// <summary>The text in pieces, so that a large graph need not stand in memory twice.</summary>
    public static IEnumerable<string> Of(GraphContent content)
    {
        yield return "(intent-graph (intents";
        foreach (var intent in content.Intents) yield return Of(intent);
        yield return ") (edges";
        foreach (var edge in content.Edges) yield return Of(edge);
        yield return "))";
    }

    private static string Of(StorableIntent intent)
    {
        var text = new StringBuilder(" (intent {").Append(CultureInfo.InvariantCulture, $":id {Quote(intent.IntentId)} :goal {Quote(intent.Goal)} :status {Quote(intent.Status.Word())} :priority {intent.Priority}");
        if (intent.Name is { } name) text.Append(" :name ").Append(Quote(name));
        if (intent.RtfsIntentSource.Length > 0) text.Append(" :rtfs-intent ").Append(Quote(intent.RtfsIntentSource));
        return text.Append("})").ToString();
    }

    private static string Of(IntentEdge edge)
    {
        var text = new StringBuilder(" (edge {").Append(CultureInfo.InvariantCulture, $":from {Quote(edge.From)} :to {Quote(edge.To)} :type {Quote(edge.EdgeType.Word())}");
        // With a point, so that it reads as a float.
        if (edge.Weight is { } weight) text.Append(" :weight ").Append(weight.ToString("0.0################", CultureInfo.InvariantCulture));
        return text.Append("})").ToString();
    }

    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}

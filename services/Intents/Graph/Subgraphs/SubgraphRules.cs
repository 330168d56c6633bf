using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Creation;
using IntentEngine.Intents.Lifecycle;

namespace IntentEngine.Intents.Graph.Subgraphs;

/// <summary>Whether a file holds together in itself, before anything is written.</summary>
internal static class SubgraphRules
{
    /// <summary>The 422 for the first thing that is wrong; null when nothing is.</summary>
    public static GraphRefusal? Check(SubgraphFile file)
    {
        if (file.Version.Split('.')[0] != "1") return Wrong($"expected version 1.x; came '{file.Version}'. Convert the file first.");
        if (file.Intents.Count > SubgraphCollection.MostIntents) return Wrong($"expected at most {SubgraphCollection.MostIntents} intents; came {file.Intents.Count}.");
        if (!file.Intents.ContainsKey(file.RootIntentId)) return Wrong($"expected the root_intent_id '{file.RootIntentId}' among the intents; it is not.");
        foreach (var (id, intent) in file.Intents)
        {
            if (intent is null || intent.IntentId != id) return Wrong($"expected the intent under '{id}' to have that intent_id; came '{intent?.IntentId}'.");
            if (!IntentIds.AreWellFormed(id)) return Wrong($"expected ids of {IntentIds.Rule}; came '{id}'.");
            if (string.IsNullOrWhiteSpace(intent.Goal) || intent.Goal.Length > GraphTextRules.LongestGoal) return Wrong($"expected a goal of 1 to {GraphTextRules.LongestGoal} characters for '{id}'.");
            if (HasNul(intent)) return Wrong($"expected texts without NUL characters; '{id}' has one.");
        }

        var seen = new HashSet<(string, string, Model.EdgeType)>();
        foreach (var edge in file.Edges)
        {
            var named = $"the edge from '{edge.From}' to '{edge.To}'";
            if (edge.From == edge.To) return Wrong($"expected edges between two intents; came one from '{edge.From}' to itself.");
            if (!file.Intents.ContainsKey(edge.From) || !file.Intents.ContainsKey(edge.To)) return Wrong($"expected both ends of {named} among the intents.");
            if (edge.Weight is < 0.0 or > 1.0 or double.NaN) return Wrong($"expected a weight of 0.0 to 1.0 on {named}; came {edge.Weight}.");
            if (!seen.Add((edge.From, edge.To, edge.EdgeType))) return Wrong($"expected {named} once for each type; it came twice.");
        }

        return null;
    }

    private static bool HasNul(Model.StorableIntent intent) =>
        new[] { intent.Name, intent.SessionId, intent.OriginalRequest, intent.RtfsIntentSource, intent.Goal, intent.SuccessCriteria, intent.ParentIntent, intent.GenerationContext.ArbiterVersion, intent.GenerationContext.ReasoningTrace }
            .Concat(new[] { intent.Constraints, intent.Preferences, intent.Metadata, intent.GenerationContext.InputContext }.SelectMany(map => map.SelectMany(entry => new[] { entry.Key, entry.Value })))
            .Any(text => text is not null && text.Contains('\0', StringComparison.Ordinal));

    private static GraphRefusal Wrong(string message) => new(422, $"The subgraph cannot be restored: {message} Nothing was changed.");
}

using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Backup;

/// <summary>What the content of a backup must keep so that every backend can store it (spec semantics §1.3, §1.6).</summary>
internal static class BackupRules
{
    /// <exception cref="InvalidBackupException">A rule is broken.</exception>
    public static void Check(GraphContent content)
    {
        foreach (var intent in content.Intents)
            if (Fault(intent) is { } fault) throw InvalidBackupException.NotABackup($"intents.{intent.IntentId}", fault);
        for (var i = 0; i < content.Edges.Count; i++)
            if (Fault(content.Edges[i]) is { } fault) throw InvalidBackupException.NotABackup($"edges[{i}]", fault);

        var ids = content.Intents.Select(intent => intent.IntentId).ToHashSet();
        if (content.Edges.FirstOrDefault(edge => !ids.Contains(edge.From) || !ids.Contains(edge.To)) is { } dangling)
            throw InvalidBackupException.Impossible($"The edge {dangling.From} -> {dangling.To} ({dangling.EdgeType.Word()}) leads to an intent that is not in the backup; add the intent or remove the edge.");
        if (content.Edges.CountBy(EdgeKey.Of).FirstOrDefault(key => key.Value > 1) is { Value: > 1 } twice)
            throw InvalidBackupException.Impossible($"The edge {twice.Key.From} -> {twice.Key.To} ({twice.Key.Type.Word()}) stands there {twice.Value} times; keep one.");
        if (WholeGraph.EdgeOnCycle(content.Edges) is { } closing)
            throw InvalidBackupException.Impossible($"The edge {closing.From} -> {closing.To} ({closing.EdgeType.Word()}) is part of a cycle over depends_on and is_subgoal_of; remove one edge of it.");
    }

    private static string? Fault(StorableIntent intent) =>
        intent.IntentId.Length is 0 or > 200 ? "expected an intent_id of 1 to 200 characters."
        : string.IsNullOrWhiteSpace(intent.Goal) ? "expected a goal; came an empty one."
        : intent.Version < 1 ? $"expected a version of 1 or more; came {intent.Version}."
        : intent.Version == int.MaxValue ? "expected a version that can still grow."
        : Texts(intent).Any(text => text is null) ? "expected texts; came null where a text must be."
        : Texts(intent).Any(HasNul) ? "expected texts without NUL characters."
        : null;

    private static string? Fault(IntentEdge edge) =>
        edge.From == edge.To ? $"expected an edge between two intents; came one from {edge.From} to itself."
        : edge.Weight is < 0 or > 1 or double.NaN ? "expected a weight of 0.0 to 1.0."
        : edge.Metadata.Any(pair => pair.Value is null || HasNul(pair.Value) || HasNul(pair.Key)) ? "expected metadata of texts without NUL characters."
        : null;

    private static bool HasNul(string? text) => text is not null && text.Contains('\0', StringComparison.Ordinal);

    private static IEnumerable<string?> Texts(StorableIntent intent) =>
    [
        intent.IntentId, intent.Goal, intent.OriginalRequest, intent.RtfsIntentSource, intent.Name ?? "", intent.SessionId ?? "", intent.SuccessCriteria ?? "", intent.ParentIntent ?? "",
        intent.GenerationContext.ArbiterVersion, intent.GenerationContext.ReasoningTrace ?? "",
        .. new[] { intent.Constraints, intent.Preferences, intent.Metadata, intent.GenerationContext.InputContext }.SelectMany(texts => texts.SelectMany(pair => new[] { pair.Key, pair.Value })),
    ];
}

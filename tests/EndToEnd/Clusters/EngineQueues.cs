namespace IntentEngine.EndToEnd.Clusters;

/// <summary>The queues of the engine; each is fed by one exchange of the same name.</summary>
internal static class EngineQueues
{
    /// <summary>Their names, part of the wire contract.</summary>
    public static IReadOnlyList<string> All { get; } = ["workflow-steps", "workflows", "completions-workflows", "articles", "intents", "intents-outside", "lineage"];
}

namespace IntentEngine.EndToEnd.Clusters;

/// <summary>What a cluster consists of.</summary>
internal sealed record ClusterOptions
{
    /// <summary>Processes of Workflows; default 2.</summary>
    public int WorkflowsInstances { get; init; } = 2;

    /// <summary>Settings of every service beside those that say where things are.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
}

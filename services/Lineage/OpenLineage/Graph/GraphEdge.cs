namespace IntentEngine.Lineage.OpenLineage.Graph;

/// <summary>A job reads or writes a dataset.</summary>
/// <param name="Job">The job.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="IsOutput">It writes.</param>
/// <param name="At">When the run started that says so.</param>
internal sealed record GraphEdge(NodeName Job, NodeName Dataset, bool IsOutput, DateTimeOffset At)
{
    /// <summary>The same edge, however often it is told.</summary>
    public (NodeName Job, NodeName Dataset, bool IsOutput) Key => (Job, Dataset, IsOutput);
}

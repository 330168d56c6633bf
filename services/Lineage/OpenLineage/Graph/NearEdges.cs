namespace IntentEngine.Lineage.OpenLineage.Graph;

/// <summary>All edges that one walk meets, fetched at once.</summary>
/// <param name="ofJobs">What each job reads or writes.</param>
/// <param name="ofDatasets">Who reads or writes each dataset.</param>
/// <remarks>Of OpenLineage clients alone: where a walk meets an execution or artifact of ours, it goes on level by level.</remarks>
internal sealed class NearEdges(ILookup<NodeName, GraphEdge> ofJobs, ILookup<NodeName, GraphEdge> ofDatasets)
{
    /// <summary>What the jobs read or write; null: one of them may be ours.</summary>
    public IReadOnlyList<GraphEdge>? OfJobs(IReadOnlyCollection<NodeName> jobs) => Of(ofJobs, jobs);

    /// <summary>Who reads or writes the datasets; null: one of them may be ours.</summary>
    public IReadOnlyList<GraphEdge>? OfDatasets(IReadOnlyCollection<NodeName> datasets) => Of(ofDatasets, datasets);

    private static GraphEdge[]? Of(ILookup<NodeName, GraphEdge> edges, IReadOnlyCollection<NodeName> nodes) =>
        nodes.Any(node => node.MayBeOwn) ? null : [.. nodes.SelectMany(node => edges[node])];
}

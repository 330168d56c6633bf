namespace IntentEngine.Lineage.OpenLineage.Graph;

/// <summary>Finds where a walk begins, and describes what it found.</summary>
internal sealed class GraphNodes(JobCatalog jobs, DatasetCatalog datasets)
{
    /// <summary>A job or dataset that exists.</summary>
    internal sealed record Start(bool IsJob, NodeName Name);

    /// <summary>The node of an id; null: unknown to the organization, or of another kind.</summary>
    public async Task<Start?> FindAsync(Guid organizationId, string nodeId, CancellationToken cancel)
    {
        if (NodeId.Parse(nodeId) is not { } meaning) return null;
        IReadOnlyCollection<NodeName> existing = meaning.IsJob
            ? (await jobs.FindAsync(organizationId, meaning.Candidates, cancel)).Keys
            : (await datasets.FindAsync(organizationId, meaning.Candidates, cancel)).Keys;
        return meaning.Candidates.Where(existing.Contains).Select(name => new Start(meaning.IsJob, name)).FirstOrDefault();
    }

    /// <summary>Nodes ordered by id, each with its edges in order.</summary>
    public async Task<GraphAnswer> DescribeAsync(Guid organizationId, GraphWalk.Found found, CancellationToken cancel)
    {
        var jobData = await jobs.FindAsync(organizationId, found.Jobs, cancel);
        var datasetData = await datasets.FindAsync(organizationId, found.Datasets, cancel);
        // What was found by an edge but is described by nobody is left out with its edges.
        var edges = found.Edges.Where(e => jobData.ContainsKey(e.Job) && datasetData.ContainsKey(e.Dataset)).ToList();
        var ofJob = edges.ToLookup(e => e.Job);
        var ofDataset = edges.ToLookup(e => e.Dataset);
        var nodes = jobData.Select(job => new GraphAnswer.Node(
                NodeId.OfJob(job.Key), "JOB",
                job.Value with { Inputs = Names(ofJob[job.Key].Where(e => !e.IsOutput)), Outputs = Names(ofJob[job.Key].Where(e => e.IsOutput)) },
                Edges(ofJob[job.Key].Where(e => !e.IsOutput)), Edges(ofJob[job.Key].Where(e => e.IsOutput))))
            .Concat(datasetData.Select(dataset => new GraphAnswer.Node(
                NodeId.OfDataset(dataset.Key), "DATASET", dataset.Value,
                Edges(ofDataset[dataset.Key].Where(e => e.IsOutput)), Edges(ofDataset[dataset.Key].Where(e => !e.IsOutput)))));
        return new GraphAnswer([.. nodes.OrderBy(node => node.Id, StringComparer.Ordinal)]);
    }

    private static NameData[] Names(IEnumerable<GraphEdge> edges) => [.. edges.Select(e => e.Dataset).Order().Select(NameData.Of)];

    private static GraphAnswer.Edge[] Edges(IEnumerable<GraphEdge> edges) =>
        [.. edges.Select(e => e.IsOutput
                ? new GraphAnswer.Edge(NodeId.OfJob(e.Job), NodeId.OfDataset(e.Dataset))
                : new GraphAnswer.Edge(NodeId.OfDataset(e.Dataset), NodeId.OfJob(e.Job)))
            .OrderBy(e => e.Origin, StringComparer.Ordinal).ThenBy(e => e.Destination, StringComparer.Ordinal)];
}

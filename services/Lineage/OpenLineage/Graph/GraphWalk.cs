namespace IntentEngine.Lineage.OpenLineage.Graph;

/// <summary>Walks from one job or dataset over the edges, level by level, each node once.</summary>
internal sealed class GraphWalk(GraphEdges edges, Guid organizationId, Direction direction, DateTimeOffset? asOf)
{
    /// <summary>Most edges of one answer.</summary>
    public const int MostEdges = 20_000;

    private readonly Dictionary<(NodeName, NodeName, bool), GraphEdge> _edges = [];
    private readonly HashSet<NodeName> _jobs = [];
    private readonly HashSet<NodeName> _datasets = [];
    private readonly HashSet<NodeName> _left = [];
    private bool _truncated;
    private NearEdges? _near;

    /// <summary>What was found.</summary>
    /// <param name="Jobs">Jobs.</param>
    /// <param name="Datasets">Datasets.</param>
    /// <param name="Edges">Between these alone.</param>
    /// <param name="Complete">False: there were more than <see cref="MostEdges"/>.</param>
    internal sealed record Found(IReadOnlyCollection<NodeName> Jobs, IReadOnlyCollection<NodeName> Datasets, IReadOnlyCollection<GraphEdge> Edges, bool Complete);

    /// <summary>From a job, which is at depth 0; the datasets of the last jobs are part of it.</summary>
    public async Task<Found> FromJobAsync(NodeName job, int depth, CancellationToken cancel) => await WalkAsync([job], depth, cancel);

    /// <summary>From a dataset: as Marquez from one job that writes it, or else reads it, the newest first; in one direction from all of them.</summary>
    public async Task<Found> FromDatasetAsync(NodeName dataset, int depth, CancellationToken cancel)
    {
        _datasets.Add(dataset);
        var around = await AroundAsync([dataset], cancel);
        if (direction == Direction.Both)
        {
            var first = around.OrderByDescending(e => e.IsOutput).ThenByDescending(e => e.At).ThenBy(e => e.Job).FirstOrDefault();
            return await WalkAsync(first is null ? [] : [first.Job], depth, cancel);
        }

        _left.Add(dataset);
        foreach (var edge in around) Keep(edge);
        return await WalkAsync([.. around.Select(e => e.Job).Distinct()], depth, cancel);
    }

    private async Task<Found> WalkAsync(IReadOnlyList<NodeName> level, int depth, CancellationToken cancel)
    {
        // A walk of one step is two round trips anyway; of the past, levels are asked for one by one.
        if (asOf is null && depth > 1 && level.Count > 0) _near = await edges.NearAsync(organizationId, level, depth, OfJobs, OfDatasets, cancel);
        for (var distance = 0; level.Count > 0; distance++)
        {
            _jobs.UnionWith(level);
            var found = Limited(Near(near => near.OfJobs(level)) ?? await edges.OfJobsAsync(organizationId, level, OfJobs, cancel));
            foreach (var edge in found) Keep(edge);
            _datasets.UnionWith(found.Select(e => e.Dataset));
            var fresh = found.Select(e => e.Dataset).Where(_left.Add).ToList();
            if (distance == depth || fresh.Count == 0 || _truncated) break;
            var next = await AroundAsync(fresh, cancel);
            if (direction != Direction.Both)
                foreach (var edge in next)
                    Keep(edge);
            level = [.. next.Select(e => e.Job).Distinct().Where(job => !_jobs.Contains(job))];
        }

        // A dataset that was reached last may have been left with jobs that were not.
        return new Found(_jobs, _datasets, [.. _edges.Values.Where(e => _jobs.Contains(e.Job) && _datasets.Contains(e.Dataset))], !_truncated);
    }

    private async Task<IReadOnlyList<GraphEdge>> AroundAsync(IReadOnlyCollection<NodeName> datasets, CancellationToken cancel) =>
        Limited(Near(near => near.OfDatasets(datasets)) ?? await edges.OfDatasetsAsync(organizationId, datasets, OfDatasets, cancel));

    private GraphEdges.Reach OfJobs => new(direction != Direction.Downstream, direction != Direction.Upstream, asOf, MostEdges);

    private GraphEdges.Reach OfDatasets => new(direction != Direction.Upstream, direction != Direction.Downstream, asOf, MostEdges);

    // What was fetched at once ends where something of ours is met, and nothing beyond it is part of it.
    private IReadOnlyList<GraphEdge>? Near(Func<NearEdges, IReadOnlyList<GraphEdge>?> read)
    {
        var known = _near is null ? null : read(_near);
        if (known is null) _near = null;
        return known;
    }

    private IReadOnlyList<GraphEdge> Limited(IReadOnlyList<GraphEdge> found)
    {
        if (found.Count > MostEdges || _edges.Count > MostEdges) _truncated = true;
        return found.Count > MostEdges ? [.. found.Take(MostEdges)] : found;
    }

    private void Keep(GraphEdge edge) => _edges[edge.Key] = edge;
}

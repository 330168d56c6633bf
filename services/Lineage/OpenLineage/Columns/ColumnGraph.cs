using IntentEngine.Lineage.OpenLineage.Graph;

namespace IntentEngine.Lineage.OpenLineage.Columns;

/// <summary>Finds where a question about columns begins, walks, and describes what was found.</summary>
internal sealed class ColumnGraph(ColumnCatalog catalog, GraphNodes nodes, GraphEdges edges)
{
    /// <summary>A graph, and whether it is whole.</summary>
    internal sealed record Found(ColumnAnswer Answer, bool Complete);

    /// <summary>The graph around a node; null: unknown to the organization.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="nodeId">A column, or a dataset or job, whose columns are meant: those that it writes and of which anything is known.</param>
    /// <param name="depth">How many steps from these.</param>
    /// <param name="downstream">Also what was made of them.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Found?> FindAsync(Guid organizationId, string nodeId, int depth, bool downstream, CancellationToken cancel)
    {
        var walk = new ColumnWalk(catalog, organizationId);
        if (await StartAsync(organizationId, walk, nodeId, downstream, cancel) is not { } start) return null;
        await walk.UpstreamAsync(start, depth, cancel);
        if (downstream) await walk.DownstreamAsync(start, depth, cancel);
        // The types of the outermost columns.
        await walk.LoadAsync(walk.Columns.Select(column => column.Dataset), cancel);
        return new Found(Describe(walk), walk.Complete);
    }

    private async Task<IReadOnlyCollection<ColumnName>?> StartAsync(Guid organizationId, ColumnWalk walk, string nodeId, bool downstream, CancellationToken cancel)
    {
        if (ColumnNodeId.Parse(nodeId) is { } candidates)
        {
            if (await ColumnAsync(walk, candidates, cancel) is not { } column) return null;
            walk.Add(column);
            return [column];
        }

        if (await nodes.FindAsync(organizationId, nodeId, cancel) is not { } start) return null;
        IReadOnlyCollection<NodeName> datasets = start.IsJob
            ? [.. (await edges.OfJobsAsync(organizationId, [start.Name], new GraphEdges.Reach(false, true, null, ColumnWalk.MostDatasets), cancel)).Select(edge => edge.Dataset).Distinct()]
            : [start.Name];
        var made = (await walk.LoadAsync(datasets, cancel)).SelectMany(dataset => dataset.Made.Select(field => new ColumnName(dataset.Name, field)));
        return [.. downstream ? made.Union(await walk.ReadAsync(datasets, cancel)) : made];
    }

    private static async Task<ColumnName?> ColumnAsync(ColumnWalk walk, IReadOnlyList<ColumnName> candidates, CancellationToken cancel)
    {
        NodeName[] datasets = [.. candidates.Select(candidate => candidate.Dataset).Distinct()];
        await walk.LoadAsync(datasets, cancel);
        foreach (var candidate in candidates)
            if (walk.Known(candidate.Dataset) is { } dataset && (dataset.Schema.Contains(candidate.Field) || dataset.Made.Contains(candidate.Field)))
                return candidate;

        // Of some columns nobody tells but those who read them.
        var read = (await walk.ReadAsync(datasets, cancel)).ToHashSet();
        return candidates.Where(read.Contains).Select(candidate => (ColumnName?)candidate).FirstOrDefault();
    }

    private static ColumnAnswer Describe(ColumnWalk walk)
    {
        var into = walk.Edges.ToLookup(edge => edge.Made, edge => edge.Source);
        var outOf = walk.Edges.ToLookup(edge => edge.Source, edge => edge.Made);
        return new ColumnAnswer([.. walk.Columns
            .Select(column => Node(walk.Known(column.Dataset), column, [.. into[column].Order()], outOf[column]))
            .OrderBy(node => node.Id, StringComparer.Ordinal)]);
    }

    private static ColumnAnswer.Node Node(DatasetColumns? dataset, ColumnName column, IReadOnlyList<ColumnName> sources, IEnumerable<ColumnName> made)
    {
        InputFieldData[] inputs = dataset is null ? [] : [.. sources.Select(source => InputFieldData.Of(dataset.SourcesOf(column.Field)[source]))];
        return new ColumnAnswer.Node(column.NodeId, "DATASET_FIELD",
            new ColumnData(column.Dataset.Namespace, column.Dataset.Name, null, column.Field, dataset?.TypeOf(column.Field), inputs.FirstOrDefault()?.TransformationDescription, inputs.FirstOrDefault()?.TransformationType, inputs),
            Edges(sources.Select(source => (source, column))), Edges(made.Select(other => (column, other))));
    }

    private static GraphAnswer.Edge[] Edges(IEnumerable<(ColumnName From, ColumnName To)> pairs) =>
        [.. pairs.Select(pair => new GraphAnswer.Edge(pair.From.NodeId, pair.To.NodeId)).OrderBy(e => e.Origin, StringComparer.Ordinal).ThenBy(e => e.Destination, StringComparer.Ordinal)];
}

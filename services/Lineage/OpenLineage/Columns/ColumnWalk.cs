namespace IntentEngine.Lineage.OpenLineage.Columns;

/// <summary>Walks from columns to what they were made of, or to what was made of them, level by level, each column once.</summary>
internal sealed class ColumnWalk(ColumnCatalog catalog, Guid organizationId)
{
    /// <summary>Most pairs of columns of one answer.</summary>
    public const int MostEdges = 20_000;

    /// <summary>Most datasets of one answer.</summary>
    public const int MostDatasets = 1_000;

    /// <summary>Most pairs of columns that are read for one answer.</summary>
    public const int MostPairs = 200_000;

    private readonly Dictionary<NodeName, DatasetColumns> _datasets = [];
    private int _pairs;
    private readonly HashSet<(ColumnName Source, ColumnName Made)> _edges = [];
    private readonly HashSet<ColumnName> _columns = [];

    /// <summary>False: there was more than an answer holds.</summary>
    public bool Complete { get; private set; } = true;

    public IReadOnlyCollection<ColumnName> Columns => _columns;

    public IReadOnlyCollection<(ColumnName Source, ColumnName Made)> Edges => _edges;

    /// <summary>The columns of a dataset, as far as the walk knows it.</summary>
    public DatasetColumns? Known(NodeName dataset) => _datasets.GetValueOrDefault(dataset);

    /// <summary>Makes these datasets known, and returns them.</summary>
    public async Task<IReadOnlyList<DatasetColumns>> LoadAsync(IEnumerable<NodeName> names, CancellationToken cancel)
    {
        var wanted = names.Distinct().ToList();
        var fresh = wanted.Where(name => !_datasets.ContainsKey(name)).ToList();
        if (fresh.Count > MostDatasets - _datasets.Count)
        {
            Complete = false;
            fresh = [.. fresh.Order().Take(MostDatasets - _datasets.Count)];
        }

        var found = await catalog.FindAsync(organizationId, fresh, MostPairs - _pairs, cancel);
        foreach (var (name, dataset) in found.Datasets) _datasets[name] = dataset;
        if ((_pairs += found.Told) >= MostPairs) Complete = false;
        return [.. wanted.Where(_datasets.ContainsKey).Select(name => _datasets[name])];
    }

    /// <summary>A column that is part of the answer whatever is known of it.</summary>
    public void Add(ColumnName column) => _columns.Add(column);

    /// <summary>The columns of these datasets that others were made of, whether or not their schemas have them.</summary>
    public async Task<IEnumerable<ColumnName>> ReadAsync(IReadOnlyCollection<NodeName> datasets, CancellationToken cancel)
    {
        var made = await MadeOfAsync(datasets, cancel);
        return made.SelectMany(readers => readers.SelectMany(reader => reader.Sources.Where(source => source.Dataset == readers.Key))).Distinct();
    }

    /// <summary>What the columns were made of, at most so many steps away.</summary>
    public async Task UpstreamAsync(IReadOnlyCollection<ColumnName> start, int depth, CancellationToken cancel)
    {
        var seen = start.ToHashSet();
        var level = start.ToList();
        for (var distance = 0; distance < depth && level.Count > 0 && Complete; distance++)
        {
            await LoadAsync(level.Select(column => column.Dataset), cancel);
            var next = new List<ColumnName>();
            foreach (var made in level.Where(column => _datasets.ContainsKey(column.Dataset)))
                foreach (var source in _datasets[made.Dataset].SourcesOf(made.Field).Keys)
                    if (Keep(source, made) && seen.Add(source)) next.Add(source);
            level = next;
        }
    }

    /// <summary>What was made of the columns, at most so many steps away.</summary>
    public async Task DownstreamAsync(IReadOnlyCollection<ColumnName> start, int depth, CancellationToken cancel)
    {
        var seen = start.ToHashSet();
        var level = start.ToList();
        for (var distance = 0; distance < depth && level.Count > 0 && Complete; distance++)
        {
            var made = await MadeOfAsync([.. level.Select(column => column.Dataset)], cancel);
            var next = new List<ColumnName>();
            foreach (var source in level)
                foreach (var dataset in made[source.Dataset])
                    foreach (var field in dataset.MadeOf(source))
                        if (Keep(source, new ColumnName(dataset.Name, field)) && seen.Add(new ColumnName(dataset.Name, field)))
                            next.Add(new ColumnName(dataset.Name, field));
            level = next;
        }
    }

    private async Task<ILookup<NodeName, DatasetColumns>> MadeOfAsync(IReadOnlyCollection<NodeName> sources, CancellationToken cancel)
    {
        var readers = await catalog.MadeOfAsync(organizationId, sources, MostDatasets + 1, cancel);
        if (readers.Count > MostDatasets) Complete = false;
        await LoadAsync(readers.Select(reader => reader.Made), cancel);
        return readers.Where(reader => _datasets.ContainsKey(reader.Made)).ToLookup(reader => reader.Source, reader => _datasets[reader.Made]);
    }

    private bool Keep(ColumnName source, ColumnName made)
    {
        if (_edges.Count >= MostEdges && !_edges.Contains((source, made))) return Complete = false;
        _edges.Add((source, made));
        _columns.Add(source);
        _columns.Add(made);
        return true;
    }
}

namespace IntentEngine.Lineage.OpenLineage.Columns;

/// <summary>What is known of the columns of one dataset.</summary>
/// <param name="name">The dataset.</param>
/// <param name="types">The columns of its schema with their types, in its order.</param>
internal sealed class DatasetColumns(NodeName name, IReadOnlyList<(string Field, string? Type)> types)
{
    private static readonly IReadOnlyDictionary<ColumnName, ColumnSource> None = new Dictionary<ColumnName, ColumnSource>();

    private readonly Dictionary<string, Dictionary<ColumnName, ColumnSource>> _sources = new(StringComparer.Ordinal);
    private ILookup<ColumnName, string>? _madeOf;

    public NodeName Name => name;

    /// <summary>Columns of its schema.</summary>
    public IEnumerable<string> Schema => types.Select(t => t.Field);

    /// <summary>Columns of which sources are known.</summary>
    public IReadOnlyCollection<string> Made => _sources.Keys;

    /// <summary>The type of a column; null: not told.</summary>
    public string? TypeOf(string field) => types.FirstOrDefault(t => t.Field == field).Type;

    /// <summary>What a column was made of.</summary>
    public IReadOnlyDictionary<ColumnName, ColumnSource> SourcesOf(string field) => _sources.TryGetValue(field, out var sources) ? sources : None;

    /// <summary>The columns, of whatever datasets, that any column here was made of.</summary>
    public IEnumerable<ColumnName> Sources => MadeOf().Select(made => made.Key);

    /// <summary>The columns here that were made of that one.</summary>
    public IEnumerable<string> MadeOf(ColumnName source) => MadeOf()[source];

    /// <summary>Adds one source; of one that is known already, what an earlier telling adds.</summary>
    public void Add(string field, ColumnSource source)
    {
        if (!_sources.TryGetValue(field, out var sources)) _sources[field] = sources = [];
        sources[source.Column] = sources.TryGetValue(source.Column, out var known) ? known.With(source) : source;
        _madeOf = null;
    }

    private ILookup<ColumnName, string> MadeOf() =>
        _madeOf ??= _sources.SelectMany(s => s.Value.Keys.Select(column => (Field: s.Key, Source: column))).ToLookup(pair => pair.Source, pair => pair.Field);
}

using IntentEngine.Lineage.Traversal;

namespace IntentEngine.Lineage.Executions;

/// <summary>Finds children by fetching whole correlations and looking in memory; only correlations too large for that are asked level by level.</summary>
/// <remarks>
/// One round trip per correlation crossed instead of one per level: a chain of thousands costs what a flat group costs. The children of the start
/// are asked for by themselves: there may be none, or so many that the page is full. With rows, what is fetched is read whole, for those who will list most of it. For one walk; not thread-safe.
/// </remarks>
internal sealed class CorrelationWalk(ExecutionGraph graph, Sight sight, ExecutionRows? rows = null, int largest = CorrelationWalk.LargestInMemory)
{
    /// <summary>Executions of a correlation that are worth fetching at once.</summary>
    public const int LargestInMemory = 10_000;

    private readonly HashSet<string> _fetched = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tooLarge = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, Node>> _children = new(StringComparer.Ordinal);

    /// <summary>Correlations that were small enough to be fetched.</summary>
    public IReadOnlyCollection<string> Fetched => _fetched;

    /// <summary>The next level down; see <see cref="BreadthFirst.Expand"/>.</summary>
    public async Task<IReadOnlyList<Node>> ExpandAsync(IReadOnlyList<Node> level, IReadOnlyCollection<string> visited, Position? after, int limit, CancellationToken cancel)
    {
        // An execution has one parent, so of all that was visited only the start can come again, where a circle closes.
        if (visited.Count == 1) return await graph.BelowAsync(sight, [level[0].Id], after, limit + 1, cancel);
        // Whether there is anything at all is a small question.
        if (limit > 1 && level.Any(node => IsNew(node.Group!)))
            await FetchAsync([.. level.Select(node => node.Group!).Distinct(StringComparer.Ordinal).Where(IsNew)], cancel);
        var next = new List<Node>();
        List<string>? remote = null;
        foreach (var node in level)
        {
            if (!_fetched.Contains(node.Group!)) (remote ??= []).Add(node.Id);
            else if (_children.TryGetValue(node.Id, out var children)) next.AddRange(children.Values);
        }

        if (remote is not null) next.AddRange(await graph.BelowAsync(sight, [.. remote], after, limit + 1, cancel));
        return next;
    }

    private bool IsNew(string correlation) => !_fetched.Contains(correlation) && !_tooLarge.Contains(correlation);

    private async Task FetchAsync(string[] correlations, CancellationToken cancel)
    {
        if (await graph.TogetherAsync(sight, correlations, largest, rows, cancel) is not { } nodes)
        {
            _tooLarge.UnionWith(correlations);
            return;
        }

        _fetched.UnionWith(correlations);
        foreach (var node in nodes)
        {
            if (!_children.TryGetValue(node.ParentId!, out var children))
                _children[node.ParentId!] = children = new Dictionary<string, Node>(StringComparer.Ordinal);
            children[node.Id] = node;
        }
    }
}

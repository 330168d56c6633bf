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

    private static readonly List<Node> None = [];

    private readonly HashSet<string> _fetched = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tooLarge = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Node>> _children = new(StringComparer.Ordinal);

    /// <summary>Correlations that were small enough to be fetched.</summary>
    public IReadOnlyCollection<string> Fetched => _fetched;

    /// <summary>The next level down; see <see cref="BreadthFirst.Expand"/>.</summary>
    public async ValueTask<IReadOnlyList<Node>> ExpandAsync(IReadOnlyList<Node> level, IReadOnlyCollection<string> visited, Position? after, int limit, CancellationToken cancel)
    {
        // An execution has one parent, so of all that was visited only the start can come again, where a circle closes.
        if (visited.Count == 1) return await graph.BelowAsync(sight, [level[0].Id], after, limit + 1, cancel);
        // Whether there is anything at all is a small question.
        if (limit > 1) await FetchAsync(level, cancel);
        // A level of one, as in a chain, is its node's children as they are.
        if (level.Count == 1 && _fetched.Contains(level[0].Group!)) return ChildrenOf(level[0]);
        var next = new List<Node>();
        List<string>? remote = null;
        for (var i = 0; i < level.Count; i++)
        {
            if (_fetched.Contains(level[i].Group!)) next.AddRange(ChildrenOf(level[i]));
            else (remote ??= []).Add(level[i].Id);
        }

        if (remote is not null) next.AddRange(await graph.BelowAsync(sight, [.. remote], after, limit + 1, cancel));
        return next;
    }

    private List<Node> ChildrenOf(Node node) => _children.GetValueOrDefault(node.Id, None);

    private async ValueTask FetchAsync(IReadOnlyList<Node> level, CancellationToken cancel)
    {
        HashSet<string>? fresh = null;
        for (var i = 0; i < level.Count; i++)
            if (level[i] is var node && !_fetched.Contains(node.Group!) && !_tooLarge.Contains(node.Group!)) (fresh ??= new HashSet<string>(StringComparer.Ordinal)).Add(node.Group!);
        if (fresh is null) return;

        string[] correlations = [.. fresh];
        if (await graph.CountAsync(sight, correlations, largest + 1, cancel) > largest)
        {
            _tooLarge.UnionWith(correlations);
            return;
        }

        _fetched.UnionWith(correlations);
        // A child with another correlation comes once more when that one is fetched; each level lists it once.
        foreach (var node in await graph.TogetherAsync(sight, correlations, rows, cancel))
        {
            if (!_children.TryGetValue(node.ParentId!, out var children)) _children[node.ParentId!] = children = new List<Node>(1);
            children.Add(node);
        }
    }
}

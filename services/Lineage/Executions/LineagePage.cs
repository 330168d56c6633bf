using IntentEngine.Lineage.Traversal;

namespace IntentEngine.Lineage.Executions;

/// <summary>One page of a lineage while it is put together: ancestors first, then descendants, then siblings, until it is full.</summary>
internal sealed class LineagePage(Ancestry ancestry, LineageQuestion question)
{
    private readonly List<PlacedNode> _above = [];
    private readonly List<PlacedNode> _below = [];
    private readonly List<Node> _beside = [];
    private bool _isFull;
    private bool _isExhausted;
    // The pages of siblings do not walk down again to learn that there is more below; the cursor tells them.
    private bool _isCutByDepth = (question.Way != Direction.Down && ancestry.IsCut) || question.After is { Part: Part.Beside, Depth: 1 };

    /// <summary>What is left to be found, and what was not.</summary>
    public FrontierQuery Frontier { get; } = new();

    /// <summary>How many more the page holds.</summary>
    public int Room => question.PageSize - _above.Count - _below.Count - _beside.Count;

    /// <summary>The descendants it lists.</summary>
    public IEnumerable<Node> Below => _below.Select(placed => placed.Node);

    /// <summary>Where the page begins within a part. Null: at its beginning.</summary>
    public Position? AfterIn(Part part) => question.After?.Part == part ? question.After : null;

    /// <summary>Whether something of a part belongs on the page, or at least is to be looked for.</summary>
    public bool IsOpenTo(Part part) => !_isFull && !(question.After?.Part > part) && question.Way switch
    {
        Direction.Up => part == Part.Above,
        Direction.Down => part == Part.Below,
        _ => true,
    };

    public void TakeAbove()
    {
        if (!IsOpenTo(Part.Above)) return;
        if (ancestry.IsCut && question.After is null) Frontier.Nodes.Add(new FrontierNode(ancestry.Above[^1].Id, 0, 1));
        // Depths are negative, so the root comes first.
        var last = AfterIn(Part.Above)?.Depth ?? int.MinValue;
        for (var distance = ancestry.Above.Count; distance >= 1 && !_isFull; distance--)
        {
            if (-distance <= last) continue;
            if (Room == 0) _isFull = true;
            else _above.Add(new PlacedNode(ancestry.Above[distance - 1], -distance));
        }

        if (_isFull && question.Way == Direction.Both) Frontier.Ask([ancestry.Start.Id], null);
    }

    public void Take(Walk below)
    {
        _below.AddRange(below.Nodes);
        _isExhausted = below.IsExhausted;
        if (below.TruncatedBy == Limit.Depth) _isCutByDepth = true;
        if (below.TruncatedBy == Limit.Nodes) _isFull = true;
        if (below.TruncatedBy is null) return;
        Frontier.Ask(below.Unfinished.Select(node => node.Id), below.Until);
        // Of what the page lists in the level it ends within, no children are shown yet.
        if (below.Until is { } until) Frontier.Ask(_below.Where(placed => placed.Depth == until.Depth).Select(placed => placed.Node.Id), null);
    }

    public void TakeSiblings(IReadOnlyList<Node> siblings)
    {
        _isFull = siblings.Count > Room;
        _beside.AddRange(siblings.Take(Room));
        if (_isFull) Frontier.Ask([ancestry.Start.ParentId!], _beside.Count > 0 ? new Position(Part.Beside, 0, _beside[^1].At, _beside[^1].Id) : null);
    }

    /// <summary>Everything the page lists.</summary>
    public IEnumerable<string> Ids() => [ancestry.Start.Id, .. _above.Select(placed => placed.Node.Id), .. _below.Select(placed => placed.Node.Id), .. _beside.Select(node => node.Id)];

    public ExecutionLineage Answer(ExecutionRows rows, string executionId) => new()
    {
        Execution = rows[ancestry.Start.Id],
        Ancestors = [.. _above.Select(placed => rows[placed.Node.Id])],
        Descendants = [.. _below.Select(placed => rows[placed.Node.Id])],
        Siblings = [.. _beside.Select(node => rows[node.Id])],
        Edges = [.. Edges().DistinctBy(edge => edge.To, StringComparer.Ordinal)],
        Complete = !_isFull && !_isCutByDepth,
        TruncatedBy = _isFull ? Limit.Nodes : _isCutByDepth ? Limit.Depth : null,
        Frontier = [.. Frontier.Nodes.Take(FrontierQuery.MostListed)],
        Cursor = _isFull && !_isExhausted ? Last().Write(question.Identity(executionId)) : null,
    };

    private IEnumerable<Edge> Edges()
    {
        var isParentKnown = question.Way != Direction.Down && ancestry.Above.Count > 0;
        if (isParentKnown && question.After is null) yield return EdgeAbove(ancestry.Start);
        foreach (var (node, depth) in _above)
            if (-depth < ancestry.Above.Count) yield return EdgeAbove(node);
        foreach (var (node, _) in _below) yield return EdgeAbove(node);
        foreach (var node in _beside)
            if (isParentKnown) yield return EdgeAbove(node);
    }

    private static Edge EdgeAbove(Node node) => new(node.ParentId!, node.Id, node.EdgeKind!);

    // A full page lists something: it has room for one at least.
    private Position Last() =>
        _beside.Count > 0 ? new Position(Part.Beside, _isCutByDepth ? 1 : 0, _beside[^1].At, _beside[^1].Id)
        : _below.Count > 0 ? At(Part.Below, _below[^1])
        : At(Part.Above, _above[^1]);

    private static Position At(Part part, PlacedNode placed) => new(part, placed.Depth, placed.Node.At, placed.Node.Id);
}

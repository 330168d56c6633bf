namespace IntentEngine.Lineage.Traversal;

/// <summary>Visits a graph level by level, each node once, so that circles and diamonds end; answers one page of the order (depth, time, id).</summary>
internal static class BreadthFirst
{
    /// <summary>Most nodes in an answer that names no limit (specification: semantics §3.1).</summary>
    public const int MostNodes = 1000;

    /// <summary>Nodes a walk looks at before it gives up, so that the cost of one request is bounded.</summary>
    public const int MostVisited = 100_000;

    /// <summary>The neighbours of a level without those visited; may return more, unordered, or one node twice.</summary>
    /// <param name="level">The nodes to leave from.</param>
    /// <param name="visited">Ids of all nodes seen so far.</param>
    /// <param name="after">Only neighbours after this one are of use. Null: all are.</param>
    /// <param name="limit">How many of them are of use: the first in the order of <see cref="Node"/>.</param>
    internal delegate ValueTask<IReadOnlyList<Node>> Expand(IReadOnlyList<Node> level, IReadOnlyCollection<string> visited, Position? after, int limit, CancellationToken cancel);

    /// <summary>The nodes at most <paramref name="depth"/> steps from <paramref name="start"/> that follow <paramref name="after"/>; each level ordered by (time, id).</summary>
    /// <param name="start">Where to begin; never part of what is found.</param>
    /// <param name="depth">Levels, 1 or more.</param>
    /// <param name="after">The end of the page before. Null: the first page.</param>
    /// <param name="most">Nodes of a page, 0 or more.</param>
    /// <param name="expand">Finds neighbours.</param>
    /// <param name="cancel">Gives up between levels.</param>
    /// <param name="budget">Nodes to look at, over all pages.</param>
    public static async Task<Walk> FromAsync(Node start, int depth, Position? after, int most, Expand expand, CancellationToken cancel, int budget = MostVisited)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal) { start.Id };
        var found = new List<PlacedNode>();
        IReadOnlyList<Node> level = [start];
        for (var distance = 1; ; distance++)
        {
            // What lies beyond the depth is of use only to say that there is something.
            var isBeyond = distance > depth;
            var isPassed = distance < after?.Depth;
            var wanted = isBeyond ? 0 : isPassed ? int.MaxValue - 1 : most - found.Count;
            var since = distance == after?.Depth ? after : null;
            // One more than is wanted shows whether something is left out.
            var next = Order(await expand(level, visited, since, Math.Min(wanted, budget - visited.Count + 1) + 1, cancel), visited, since);
            if (isBeyond) return new Walk(found, next.Count > 0 ? Limit.Depth : null, level);
            if (next.Count > wanted)
            {
                Place(next, wanted, distance, found);
                return new Walk(found, Limit.Nodes, level, wanted > 0 ? new Position(Part.Below, distance, next[wanted - 1].At, next[wanted - 1].Id) : since);
            }

            if (!isPassed) Place(next, next.Count, distance, found);
            // The rest of the walk leaves from the whole level, not only from what this page shows of it.
            if (since is not null) next = Order(await expand(level, visited, null, budget - visited.Count + 2, cancel), visited, null);
            if (next.Count == 0) return new Walk(found, null, []);
            if (visited.Count + next.Count > budget) return new Walk(found, Limit.Nodes, level, IsExhausted: true);
            foreach (var node in next) visited.Add(node.Id);
            level = next;
        }
    }

    // Long chains are walked level by level, too: loops without enumerators keep what a level of one costs small.
    private static void Place(List<Node> level, int count, int distance, List<PlacedNode> found)
    {
        for (var i = 0; i < count; i++) found.Add(new PlacedNode(level[i], distance));
    }

    private static List<Node> Order(IReadOnlyList<Node> neighbours, HashSet<string> visited, Position? after)
    {
        // A level of one is not worth a set.
        var twice = neighbours.Count > 1 ? new HashSet<string>(StringComparer.Ordinal) : null;
        var next = new List<Node>(neighbours.Count);
        for (var i = 0; i < neighbours.Count; i++)
            if (neighbours[i] is var node && !visited.Contains(node.Id) && (after is null || node.IsAfter(after.At, after.Id)) && (twice is null || twice.Add(node.Id))) next.Add(node);
        next.Sort();
        return next;
    }
}

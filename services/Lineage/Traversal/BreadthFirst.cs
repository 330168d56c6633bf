namespace IntentEngine.Lineage.Traversal;

/// <summary>Visits a graph level by level, each node once, so that circles and diamonds end.</summary>
internal static class BreadthFirst
{
    /// <summary>Most nodes in one answer, over all its parts (specification: semantics §3.1).</summary>
    public const int MostNodes = 1000;

    /// <summary>The neighbours of a level in the order of <see cref="Node"/>, without those visited; may return more, or one node twice.</summary>
    /// <param name="level">The nodes to leave from.</param>
    /// <param name="visited">Ids of all nodes seen so far.</param>
    /// <param name="limit">How many neighbours are of use.</param>
    internal delegate Task<IReadOnlyList<Node>> Expand(IReadOnlyList<Node> level, IReadOnlyCollection<string> visited, int limit, CancellationToken cancel);

    /// <summary>All nodes at most <paramref name="depth"/> steps from <paramref name="start"/>; each level ordered by (time, id).</summary>
    /// <param name="start">Where to begin; never part of what is found.</param>
    /// <param name="depth">Levels, 1 or more.</param>
    /// <param name="most">Nodes, 0 or more.</param>
    /// <param name="expand">Finds neighbours.</param>
    /// <param name="cancel">Gives up between levels.</param>
    public static async Task<Walk> FromAsync(Node start, int depth, int most, Expand expand, CancellationToken cancel)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal) { start.Id };
        var found = new List<Node>();
        IReadOnlyList<Node> level = [start];
        for (var distance = 1; ; distance++)
        {
            var wanted = distance > depth ? 0 : most - found.Count;
            // One more than is wanted shows whether something is left out.
            var next = (await expand(level, visited, wanted + 1, cancel)).Where(node => visited.Add(node.Id)).Order().ToList();
            if (next.Count == 0) return new Walk(found, null);
            found.AddRange(next.Take(wanted));
            if (distance > depth) return new Walk(found, Limit.Depth);
            if (next.Count > wanted) return new Walk(found, Limit.Nodes);
            level = next;
        }
    }
}

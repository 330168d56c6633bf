using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Traversal;

/// <summary>Which intents of a set hang together.</summary>
internal static class Components
{
    /// <summary>The connected components of a set of intents over the edges within it, either way. Pure.</summary>
    /// <returns>Components and their members in the order of <paramref name="ids"/>.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> Of(IReadOnlyList<string> ids, IEnumerable<IntentEdge> edges)
    {
        var root = ids.ToDictionary(id => id, id => id);
        foreach (var edge in edges)
            if (root.ContainsKey(edge.From) && root.ContainsKey(edge.To)) root[Find(root, edge.From)] = Find(root, edge.To);
        return [.. ids.GroupBy(id => Find(root, id)).Select(IReadOnlyList<string> (members) => [.. members])];
    }

    private static string Find(Dictionary<string, string> root, string id)
    {
        while (root[id] != id) id = root[id] = root[root[id]];
        return id;
    }
}

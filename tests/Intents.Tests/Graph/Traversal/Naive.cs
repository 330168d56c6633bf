using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Traversal;

/// <summary>The traversals as their definitions read, over lists in memory: what the real ones are compared with.</summary>
internal sealed class Naive(RandomGraphs.Sample graph)
{
    public HashSet<string> Parents(string id) => [.. graph.Edges.Where(e => e.EdgeType is EdgeType.DependsOn or EdgeType.IsSubgoalOf).Where(e => e.From == id).Select(e => e.To)];

    public HashSet<string> Children(string id) => [.. graph.Edges.Where(e => e.EdgeType is EdgeType.DependsOn or EdgeType.IsSubgoalOf).Where(e => e.To == id).Select(e => e.From)];

    public HashSet<string> Dependents(string id) => [.. graph.Edges.Where(e => e.EdgeType == EdgeType.DependsOn && e.To == id).Select(e => e.From)];

    public HashSet<string> Subgoals(string id) => [.. graph.Edges.Where(e => e.EdgeType == EdgeType.IsSubgoalOf && e.To == id).Select(e => e.From)];

    public HashSet<string> Related(string id) => [.. graph.Edges.Where(e => e.From == id).Select(e => e.To), .. graph.Edges.Where(e => e.To == id).Select(e => e.From)];

    public HashSet<string> ByType(string id, EdgeType type) =>
        [.. graph.Edges.Where(e => e.EdgeType == type && e.From == id).Select(e => e.To), .. graph.Edges.Where(e => e.EdgeType == type && e.To == id).Select(e => e.From)];

    public HashSet<string> StronglyConnected(string id) =>
        [.. graph.Edges.Where(e => e.From == id && graph.Edges.Any(back => back.From == e.To && back.To == id && back.EdgeType == e.EdgeType)).Select(e => e.To)];

    public HashSet<string> Hierarchy(string id) => [id, .. Closure(id, Parents), .. Closure(id, Children)];

    /// <summary>Everything that can be reached.</summary>
    public static HashSet<string> Closure(string id, Func<string, HashSet<string>> next)
    {
        var reached = new HashSet<string>();
        void Visit(string at)
        {
            foreach (var other in next(at))
                if (reached.Add(other)) Visit(other);
        }

        Visit(id);
        return reached;
    }

    /// <summary>Steps between two intents, either way over any edge, by relaxation. Null: no path.</summary>
    public int? Distance(string from, string to)
    {
        var distance = new Dictionary<string, int> { [from] = 0 };
        for (var round = 0; round < graph.Intents.Count; round++)
            foreach (var (id, steps) in distance.ToList())
                foreach (var other in Related(id))
                    distance[other] = Math.Min(distance.GetValueOrDefault(other, int.MaxValue), steps + 1);
        return distance.TryGetValue(to, out var found) ? found : null;
    }
}

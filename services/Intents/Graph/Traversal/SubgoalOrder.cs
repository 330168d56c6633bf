using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Traversal;

/// <summary>Reads the subgoals of an intent in the order in which they are to be taken up.</summary>
internal sealed class SubgoalOrder(IGraphStore store, GraphWalk walk)
{
    private static readonly Direction DependsOn = new([EdgeType.DependsOn], Outgoing: true, Incoming: false);

    /// <summary>The subgoals, ordered by <see cref="ExecutionOrder"/>.</summary>
    public async Task<Outcome<GraphPart>> Of(Guid organization, string id, CancellationToken cancel)
    {
        if (!(await store.FindAsync(organization, [id], cancel)).ContainsKey(id)) return GraphRefusal.Unknown(id);
        var subgoals = await walk.From(organization, [id], Direction.Subgoals, 1, GraphWalk.MostIntents + 1, cancel);
        var children = (await store.FindAsync(organization, [.. subgoals.Ids.Skip(1)], cancel)).Values.ToList();
        var needed = await walk.From(organization, [.. children.Select(c => c.IntentId)], DependsOn, GraphWalk.ToTheEnd, 10 * GraphWalk.MostIntents, cancel);
        return new GraphPart { Intents = ExecutionOrder.Of(children, needed.Edges), Edges = needed.Edges, Truncated = subgoals.Truncated || needed.Truncated };
    }
}

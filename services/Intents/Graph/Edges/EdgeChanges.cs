using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Lifecycle;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;
using Microsoft.AspNetCore.Http;

namespace IntentEngine.Intents.Graph.Edges;

/// <summary>Adds, changes and removes edges, and keeps <c>parent_intent</c> in step with is_subgoal_of.</summary>
/// <remarks>An intent may be part of several; its parent is one of them, and there is none only when it is part of none.</remarks>
internal sealed class EdgeChanges(GraphWriter writer, IGraphStore store)
{
    /// <summary>Adds the edge, or gives the one that is there its weight and metadata.</summary>
    /// <returns>Whether it was added.</returns>
    public Task<Outcome<bool>> Put(GraphRequest request, IntentEdge edge, CancellationToken cancel) => writer.Write<bool>(request.OrganizationId, async () =>
    {
        var found = await store.FindAsync(request.OrganizationId, [edge.From, edge.To], cancel);
        foreach (var end in new[] { edge.From, edge.To })
            if (!found.ContainsKey(end)) return GraphRefusal.Unknown(end);

        var added = !(await store.EdgesOfAsync(request.OrganizationId, [edge.From], cancel)).Any(edge.IsSameAs);
        var now = writer.Now();
        var child = found[edge.From];
        var changes = new GraphChanges
        {
            Edges = [edge],
            Facts = [added ? GraphRecords.Related(request, edge, now) : GraphRecords.Modified(request, edge, now)],
            Reply = request.Remember(added ? StatusCodes.Status201Created : StatusCodes.Status200OK, edge),
        };
        return new Planned<bool>(added, edge.EdgeType == EdgeType.IsSubgoalOf && child.ParentIntent is null ? WithParent(changes, request, child, edge.To, now) : changes);
    }, cancel);

    /// <summary>Removes the edge of this start, end and type.</summary>
    public Task<Outcome<IntentEdge>> Remove(GraphRequest request, string from, string to, EdgeType type, CancellationToken cancel) => writer.Write<IntentEdge>(request.OrganizationId, async () =>
    {
        var edges = await store.EdgesOfAsync(request.OrganizationId, [from], cancel);
        if (edges.FirstOrDefault(e => e.From == from && e.To == to && e.EdgeType == type) is not { } edge)
            return new GraphRefusal(404, $"There is no edge {type.Word()} from '{from}' to '{to}'.");
        var now = writer.Now();
        var changes = new GraphChanges { RemovedEdges = [edge], Facts = [GraphRecords.Unrelated(request, edge, now)], Reply = request.Remember(StatusCodes.Status200OK, edge) };
        if (type != EdgeType.IsSubgoalOf) return new Planned<IntentEdge>(edge, changes);
        var child = (await store.FindAsync(request.OrganizationId, [from], cancel)).GetValueOrDefault(from);
        var next = edges.FirstOrDefault(e => e.EdgeType == EdgeType.IsSubgoalOf && e.From == from && e.To != to)?.To;
        return new Planned<IntentEdge>(edge, child?.ParentIntent == to ? WithParent(changes, request, child, next, now) : changes);
    }, cancel);

    private static GraphChanges WithParent(GraphChanges changes, GraphRequest request, StorableIntent child, string? parent, DateTimeOffset now)
    {
        var after = child with { ParentIntent = parent, UpdatedAt = now, Version = child.Version + 1 };
        return changes with
        {
            Updates = [after],
            History = [GraphRecords.Line(request, child, after, GraphActions.Updated, parent is null ? "Parent removed" : $"Parent set to {parent}")],
            Facts = [.. changes.Facts, GraphRecords.Updated(request, after)],
        };
    }
}

using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Edges;
using IntentEngine.Intents.Graph.Lifecycle;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;
using Microsoft.AspNetCore.Http;

namespace IntentEngine.Intents.Graph.Subgraphs;

/// <summary>Merges a subgraph into a graph in one change: its intents and edges as the file has them, all else untouched (spec semantics §1.6).</summary>
internal sealed class SubgraphRestore(GraphWriter writer, IGraphStore store)
{
    /// <summary>What came of it.</summary>
    /// <param name="Created">Intents that were not there.</param>
    /// <param name="Updated">Intents that were.</param>
    /// <param name="Edges">Edges of the file.</param>
    internal sealed record Result(int Created, int Updated, int Edges);

    /// <summary>Merges a file.</summary>
    public async Task<Outcome<Result>> Merge(GraphRequest request, SubgraphFile file, CancellationToken cancel)
    {
        if (SubgraphRules.Check(file) is { } refusal) return refusal;
        return await writer.Write<Result>(request.OrganizationId, async () =>
        {
            var now = writer.Now();
            var there = await store.FindAsync(request.OrganizationId, [.. file.Intents.Keys], cancel);
            var edges = WithEdgesToParents(file);
            var parents = edges.Concat(await store.EdgesOfAsync(request.OrganizationId, [.. there.Keys], cancel))
                .Where(e => e.EdgeType == EdgeType.IsSubgoalOf).ToLookup(e => e.From, e => e.To);
            var (creates, updates, lines) = (new List<StorableIntent>(), new List<StorableIntent>(), new List<StatusChange>());
            foreach (var intent in file.Intents.Values)
            {
                var before = there.GetValueOrDefault(intent.IntentId);
                var version = before?.Version ?? (await store.HistoryAsync(request.OrganizationId, intent.IntentId, cancel)).Select(l => l.Version).DefaultIfEmpty(0).Max();
                var after = intent with { ParentIntent = Parent(intent, parents), Version = version + 1 };
                (before is null ? creates : updates).Add(after);
                // The history says when it was restored; the intent keeps the stamps of the file.
                lines.Add(GraphRecords.Line(request, before, after with { UpdatedAt = now }, GraphActions.Restored, $"Restored with the subgraph of {file.RootIntentId}"));
            }

            var result = new Result(creates.Count, updates.Count, edges.Count);
            return new Planned<Result>(result, new GraphChanges
            {
                Creates = creates,
                Updates = updates,
                Edges = edges,
                History = lines,
                Facts =
                [
                    .. creates.Select(i => GraphRecords.Created(request, i, now)),
                    .. lines.Where(l => l.From is { } from && from != l.To).Select(l => GraphRecords.Changed(request, l)),
                    .. updates.Select(i => GraphRecords.Updated(request, i with { UpdatedAt = now })),
                    .. edges.Select(e => GraphRecords.Related(request, e, now)),
                ],
                Reply = request.Remember(StatusCodes.Status200OK, result),
            });
        }, cancel);
    }

    // The root's own parent is not in the file: it is kept only where the graph knows the edge to it.
    private static string? Parent(StorableIntent intent, ILookup<string, string> parents) =>
        intent.ParentIntent is { } parent && parents[intent.IntentId].Contains(parent) ? parent : parents[intent.IntentId].FirstOrDefault();

    private static List<IntentEdge> WithEdgesToParents(SubgraphFile file)
    {
        List<IntentEdge> edges = [.. file.Edges];
        foreach (var intent in file.Intents.Values)
            if (intent.ParentIntent is { } parent && file.Intents.ContainsKey(parent))
            {
                var toParent = new IntentEdge { From = intent.IntentId, To = parent, EdgeType = EdgeType.IsSubgoalOf };
                if (!edges.Exists(toParent.IsSameAs)) edges.Add(toParent);
            }

        return edges;
    }
}

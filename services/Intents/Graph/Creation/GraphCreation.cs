using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Lifecycle;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Creation;

/// <summary>Adds intents, with edges between them and others, in one change: all of them or none.</summary>
internal sealed class GraphCreation(GraphWriter writer, IGraphStore store)
{
    /// <summary>Adds intents that passed <see cref="NewGraphIntentRules"/>; their versions and stamps are set here.</summary>
    /// <param name="request">Who asks.</param>
    /// <param name="wanted">What is to be there; at most one of an id.</param>
    /// <param name="edges">Edges of which each end is new or there.</param>
    /// <param name="answer">Makes the answer to keep under the idempotency key.</param>
    /// <param name="cancel">Stops reading.</param>
    public Task<Outcome<IReadOnlyList<StorableIntent>>> Create(
        GraphRequest request, IReadOnlyList<StorableIntent> wanted, IReadOnlyList<IntentEdge> edges,
        Func<IReadOnlyList<StorableIntent>, Messaging.Database.StoredReply?> answer, CancellationToken cancel) =>
        writer.Write<IReadOnlyList<StorableIntent>>(request.OrganizationId, async () =>
        {
            var ids = wanted.Select(i => i.IntentId).ToHashSet();
            var others = wanted.Select(i => i.ParentIntent).OfType<string>().Concat(edges.SelectMany(e => new[] { e.From, e.To })).Where(id => !ids.Contains(id));
            var found = await store.FindAsync(request.OrganizationId, [.. ids.Concat(others).Distinct()], cancel);
            if (wanted.FirstOrDefault(i => found.ContainsKey(i.IntentId)) is { } existing)
                return new GraphRefusal(409, $"Intent {existing.IntentId} exists already; choose another id, or update it.", new() { ["intent_id"] = existing.IntentId });
            if (others.FirstOrDefault(id => !found.ContainsKey(id)) is { } missing) return GraphRefusal.Unknown(missing);

            var now = writer.Now();
            var intents = new List<StorableIntent>();
            foreach (var intent in wanted) intents.Add(WithParentOf(intent, edges) with { CreatedAt = now, UpdatedAt = now, Version = await NextVersion(request.OrganizationId, intent.IntentId, cancel) });
            var all = WithEdgesToParents(intents, edges);
            var adopted = Adopted(found, all, now);
            var lines = intents.Select(i => GraphRecords.Line(request, null, i, GraphActions.Created, "Intent created"))
                .Concat(adopted.Select(i => GraphRecords.Line(request, found[i.IntentId], i, GraphActions.Updated, $"Parent set to {i.ParentIntent}")));
            return new Planned<IReadOnlyList<StorableIntent>>(intents, new GraphChanges
            {
                Creates = intents,
                Updates = adopted,
                Edges = all,
                History = [.. lines],
                Facts =
                [
                    .. intents.Select(i => GraphRecords.Created(request, i, now)),
                    .. adopted.Select(i => GraphRecords.Updated(request, i)),
                    .. all.Select(e => GraphRecords.Related(request, e, now)),
                ],
                Reply = answer(intents),
            });
        }, cancel);

    // An id that was deleted keeps its history, which goes on counting.
    private async Task<int> NextVersion(Guid organization, string id, CancellationToken cancel) =>
        (await store.HistoryAsync(organization, id, cancel)).Select(line => line.Version).DefaultIfEmpty(0).Max() + 1;

    private static StorableIntent WithParentOf(StorableIntent intent, IReadOnlyList<IntentEdge> edges) =>
        intent.ParentIntent is null && edges.FirstOrDefault(e => e.EdgeType == EdgeType.IsSubgoalOf && e.From == intent.IntentId) is { } toParent
            ? intent with { ParentIntent = toParent.To }
            : intent;

    private static List<IntentEdge> WithEdgesToParents(IReadOnlyList<StorableIntent> intents, IReadOnlyList<IntentEdge> edges)
    {
        var known = edges.Where(e => e.EdgeType == EdgeType.IsSubgoalOf).Select(e => (e.From, e.To)).ToHashSet();
        return
        [
            .. edges,
            .. intents.Where(i => i.ParentIntent is { } parent && !known.Contains((i.IntentId, parent)))
                .Select(i => new IntentEdge { From = i.IntentId, To = i.ParentIntent!, EdgeType = EdgeType.IsSubgoalOf }),
        ];
    }

    // Intents that were there and become part of a new one.
    private static List<StorableIntent> Adopted(IReadOnlyDictionary<string, StorableIntent> found, IEnumerable<IntentEdge> edges, DateTimeOffset now) =>
    [
        .. edges.Where(e => e.EdgeType == EdgeType.IsSubgoalOf && found.TryGetValue(e.From, out var child) && child.ParentIntent is null).DistinctBy(e => e.From)
            .Select(e => found[e.From] with { ParentIntent = e.To, UpdatedAt = now, Version = found[e.From].Version + 1 }),
    ];
}

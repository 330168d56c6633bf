using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Lifecycle;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;
using Microsoft.AspNetCore.Http;

namespace IntentEngine.Intents.Graph.Editing;

/// <summary>Changes what an intent says, and removes intents.</summary>
internal sealed class GraphEditing(GraphWriter writer, IGraphStore store)
{
    /// <summary>Replaces the editable fields of the version that was read. What is completed or archived stays as it was achieved.</summary>
    public Task<Outcome<StorableIntent>> Update(GraphRequest request, string id, GraphEdit edit, CancellationToken cancel) => writer.Write<StorableIntent>(request.OrganizationId, async () =>
    {
        var found = await store.FindAsync(request.OrganizationId, edit.ParentIntent is { } wanted ? [id, wanted] : [id], cancel);
        if (!found.TryGetValue(id, out var before)) return GraphRefusal.Unknown(id);
        if (Stale(request, before) is { } stale) return stale;
        if (before.Status is GraphStatus.Completed or GraphStatus.Archived)
            return new GraphRefusal(409, $"Intent {id} is {before.Status} and keeps what it says; {(before.Status == GraphStatus.Archived ? "reactivate it first" : "create a new one")}.");
        if (edit.ParentIntent is { } parent && !found.ContainsKey(parent)) return GraphRefusal.Unknown(parent);

        var now = writer.Now();
        var after = before with
        {
            Name = edit.Name,
            SessionId = edit.SessionId,
            Goal = edit.Goal,
            Constraints = edit.Constraints ?? new Dictionary<string, string>(),
            Preferences = edit.Preferences ?? new Dictionary<string, string>(),
            SuccessCriteria = edit.SuccessCriteria,
            ParentIntent = edit.ParentIntent,
            Priority = edit.Priority ?? 0,
            Metadata = edit.Metadata ?? new Dictionary<string, string>(),
            UpdatedAt = now,
            Version = before.Version + 1,
        };
        var (removed, added) = await MoveParent(request.OrganizationId, before, after, cancel);
        return new Planned<StorableIntent>(after, new GraphChanges
        {
            Updates = [after],
            RemovedEdges = removed,
            Edges = added,
            History = [GraphRecords.Line(request, before, after, GraphActions.Updated, "Intent updated")],
            Facts =
            [
                GraphRecords.Updated(request, after),
                .. removed.Select(e => GraphRecords.Unrelated(request, e, now)),
                .. added.Select(e => GraphRecords.Related(request, e, now)),
            ],
            Reply = request.Remember(StatusCodes.Status200OK, after),
        });
    }, cancel);

    /// <summary>Removes an intent with its edges; refused while others are part of it or depend on it. Its history stays.</summary>
    public Task<Outcome<StorableIntent>> Delete(GraphRequest request, string id, CancellationToken cancel) => writer.Write<StorableIntent>(request.OrganizationId, async () =>
    {
        if (!(await store.FindAsync(request.OrganizationId, [id], cancel)).TryGetValue(id, out var intent)) return GraphRefusal.Unknown(id);
        if (Stale(request, intent) is { } stale) return stale;
        var edges = await store.EdgesOfAsync(request.OrganizationId, [id], cancel);
        var leaning = edges.Where(e => e.To == id && e.EdgeType is EdgeType.DependsOn or EdgeType.IsSubgoalOf).Select(e => e.From).Distinct().ToList();
        if (leaning.Count > 0)
            return new GraphRefusal(409, $"Intent {id} is what {string.Join(", ", leaning.Take(10).Select(l => $"'{l}'"))}{(leaning.Count > 10 ? $" and {leaning.Count - 10} more" : "")} depend on or are part of; remove those edges or intents first, or archive this one.",
                new() { ["intent_id"] = id, ["needed_by"] = leaning });

        var now = writer.Now();
        var last = intent with { UpdatedAt = now, Version = intent.Version + 1 };
        return new Planned<StorableIntent>(intent, new GraphChanges
        {
            Deletes = [id],
            History = [GraphRecords.Line(request, intent, last, GraphActions.Deleted, "Intent deleted")],
            Facts = [.. edges.Select(e => GraphRecords.Unrelated(request, e, now)), GraphRecords.Deleted(request, id, now)],
            Reply = request.Remember(StatusCodes.Status200OK, intent),
        });
    }, cancel);

    /// <summary>412 when the intent is not the one that was read.</summary>
    internal static GraphRefusal? Stale(GraphRequest request, StorableIntent intent) => request.ExpectedVersion is { } expected && expected != intent.Version
        ? new GraphRefusal(StatusCodes.Status412PreconditionFailed, $"Expected version {expected} of intent {intent.IntentId}; it is at {intent.Version}. Read it again and decide again.",
            new() { ["intent_id"] = intent.IntentId, ["current_version"] = intent.Version })
        : null;

    private async Task<(IReadOnlyList<IntentEdge> Removed, IReadOnlyList<IntentEdge> Added)> MoveParent(Guid organization, StorableIntent before, StorableIntent after, CancellationToken cancel)
    {
        if (before.ParentIntent == after.ParentIntent) return ([], []);
        var edges = (await store.EdgesOfAsync(organization, [before.IntentId], cancel)).Where(e => e.EdgeType == EdgeType.IsSubgoalOf && e.From == before.IntentId).ToList();
        // Without a parent it is part of nothing; with another, its other memberships stay.
        var removed = edges.Where(e => after.ParentIntent is null || e.To == before.ParentIntent).ToList();
        List<IntentEdge> added = after.ParentIntent is { } parent && edges.TrueForAll(e => e.To != parent)
            ? [new IntentEdge { From = after.IntentId, To = parent, EdgeType = EdgeType.IsSubgoalOf }]
            : [];
        return (removed, added);
    }
}

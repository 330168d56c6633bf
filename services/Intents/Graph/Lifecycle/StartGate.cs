using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Lifecycle;

/// <summary>The dependency gate: an intent starts when all it depends on is completed and nothing under way blocks it (spec semantics §1.3).</summary>
/// <remarks>
/// A missing target counts as not completed. A target that was archived out of completed stays achieved, else tidying up would stop its dependents for good.
/// </remarks>
internal sealed class StartGate(IGraphStore store)
{
    /// <summary>Whether a change of status must pass the gate: to executing, and to completed without having been executing.</summary>
    public static bool Guards(GraphStatus from, GraphStatus to) => to == GraphStatus.Executing || (from == GraphStatus.Active && to == GraphStatus.Completed);

    /// <summary>What is in the way of one intent.</summary>
    public async Task<GateState> Look(Guid organization, string intentId, CancellationToken cancel) =>
        (await LookAtAll(organization, [intentId], cancel))[intentId];

    /// <summary>What is in the way of each of these intents.</summary>
    public async Task<IReadOnlyDictionary<string, GateState>> LookAtAll(Guid organization, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var edges = await store.EdgesOfAsync(organization, ids, cancel);
        var targets = edges.Where(e => e.EdgeType == EdgeType.DependsOn).ToLookup(e => e.From, e => e.To);
        var blockers = edges.Where(e => e.EdgeType == EdgeType.Blocks).ToLookup(e => e.To, e => e.From);
        var others = ids.SelectMany(id => targets[id].Concat(blockers[id])).Distinct().ToList();
        var found = await store.FindAsync(organization, others, cancel);
        var achieved = new HashSet<string>();
        foreach (var id in ids.SelectMany(id => targets[id]).Distinct())
            if (found.TryGetValue(id, out var target) && await IsAchieved(organization, target, cancel)) achieved.Add(id);

        return ids.Distinct().ToDictionary(id => id, id => new GateState(
            [.. targets[id].Where(target => !achieved.Contains(target)).Select(target => Reason(found, target))],
            [.. blockers[id].Where(blocker => found.TryGetValue(blocker, out var b) && b.Status.IsUnderWay()).Select(blocker => Reason(found, blocker))]));
    }

    /// <summary>Whether an intent is completed, or was when it was archived.</summary>
    public async Task<bool> IsAchieved(Guid organization, StorableIntent intent, CancellationToken cancel)
    {
        if (intent.Status != GraphStatus.Archived) return intent.Status == GraphStatus.Completed;
        var history = await store.HistoryAsync(organization, intent.IntentId, cancel);
        return history.LastOrDefault(line => line.To == GraphStatus.Archived && line.From != GraphStatus.Archived) is { From: GraphStatus.Completed };
    }

    private static GateState.Reason Reason(IReadOnlyDictionary<string, StorableIntent> found, string id) =>
        found.TryGetValue(id, out var intent) ? new(id, intent.Goal, intent.Status) : new(id, null, null);
}

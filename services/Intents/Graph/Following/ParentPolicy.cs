using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Edges;
using IntentEngine.Intents.Graph.Lifecycle;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Http;

namespace IntentEngine.Intents.Graph.Following;

/// <summary>Lets intents follow their subgoals: completed with the last of them, failed with a required one.</summary>
/// <remarks>
/// Runs after each change has been committed, on what is stored by then: of two subgoals that end at the same moment, the later run sees both ended.
/// What it changes is a change like any other, so it goes on upwards by itself.
/// </remarks>
internal sealed class ParentPolicy(IGraphStore store, StatusChanges changes, StartGate gate, GraphSettings settings)
{
    /// <summary>Name in the history of what happens by itself.</summary>
    internal const string Actor = "intent-graph";

    private const int MostAttempts = 10;

    /// <summary>Looks at all that may follow from a change of this intent: what it is part of, and what waited for it.</summary>
    public async Task Follow(Guid organization, string intentId, string? triggeringActionId, CancellationToken cancel)
    {
        var edges = await store.EdgesOfAsync(organization, [intentId], cancel);
        var parents = edges.Where(e => e.From == intentId && e.EdgeType == EdgeType.IsSubgoalOf).Select(e => e.To);
        // A dependent whose subgoals were all done may have been held back by its own gate until now.
        var released = edges.Where(e => (e.To == intentId && e.EdgeType == EdgeType.DependsOn) || (e.From == intentId && e.EdgeType == EdgeType.Blocks)).Select(e => e.OtherEnd(intentId));
        foreach (var id in parents.Concat(released).Distinct()) await Settle(organization, id, settings, triggeringActionId, cancel);
        // Its subgoals may have ended while it was suspended. That one of them failed is no news to whoever retries it.
        await Settle(organization, intentId, settings with { FailParents = false }, triggeringActionId, cancel);
    }

    /// <summary>Looks at what an edge held together that was changed or removed.</summary>
    public async Task Unlinked(Guid organization, string from, string to, CancellationToken cancel)
    {
        await Settle(organization, from, settings, $"{from}->{to}", cancel);
        await Settle(organization, to, settings, $"{from}->{to}", cancel);
    }

    private async Task Settle(Guid organization, string parentId, GraphSettings rules, string? triggeringActionId, CancellationToken cancel)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (!(await store.FindAsync(organization, [parentId], cancel)).TryGetValue(parentId, out var parent)) return;
            if (ParentVerdict.Of(parent, await Subgoals(organization, parentId, cancel), rules) is not { } verdict) return;
            var request = new GraphRequest { OrganizationId = organization, Actor = Actor, ExpectedVersion = parent.Version, TriggeringActionId = triggeringActionId };
            var outcome = await changes.Change(request, parentId, (intent, now) => GraphDecisions.Move(intent, verdict.To, verdict.Reason, now), cancel);
            // Refused by the gate: what opens it brings us back. Changed since it was read: judge again.
            if (outcome.Refusal is not { Status: StatusCodes.Status412PreconditionFailed }) return;
        }

        throw new ConcurrencyException($"Intent {parentId} was changed by others {MostAttempts} times while it was judged.");
    }

    private async Task<IReadOnlyList<ParentVerdict.Subgoal>> Subgoals(Guid organization, string parentId, CancellationToken cancel)
    {
        var edges = (await store.EdgesOfAsync(organization, [parentId], cancel)).Where(e => e.To == parentId && e.EdgeType == EdgeType.IsSubgoalOf).ToList();
        var found = await store.FindAsync(organization, [.. edges.Select(e => e.From)], cancel);
        var subgoals = new List<ParentVerdict.Subgoal>();
        foreach (var edge in edges)
            if (found.TryGetValue(edge.From, out var intent)) subgoals.Add(new ParentVerdict.Subgoal(intent, edge, await gate.IsAchieved(organization, intent, cancel)));
        return subgoals;
    }
}

using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Lifecycle;

/// <summary>Archives what is completed, as many at a time as one request may take.</summary>
internal sealed class CompletedArchival(IGraphStore store, StatusChanges changes, GraphWriter writer)
{
    /// <summary>The reason that is recorded, as in the origin.</summary>
    internal const string Reason = "Auto-archived completed intent";

    /// <summary>Archives completed intents that have not changed for so many days; 0: all of them.</summary>
    /// <returns>What was done, and whether there are more: ask again.</returns>
    public async Task<(BulkResult Result, bool More)> Archive(GraphRequest request, int days, CancellationToken cancel)
    {
        var due = await store.ListAsync(request.OrganizationId, GraphGroups.ReadyForArchival(days, writer.Now()) with { Limit = StatusChanges.MostAtOnce + 1 }, cancel);
        var result = await StatusChanges.Each(due.Take(StatusChanges.MostAtOnce).Select(i => i.IntentId),
            id => changes.Change(request, id, (intent, now) => intent.Status == Model.GraphStatus.Completed
                ? GraphDecisions.Move(intent, Model.GraphStatus.Archived, Reason, now)
                : GraphDecisions.Refuse(intent, Model.GraphStatus.Archived, "it is no longer completed"), cancel));
        return (result, due.Count > StatusChanges.MostAtOnce);
    }
}

using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Editing;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Http;

namespace IntentEngine.Intents.Graph.Lifecycle;

/// <summary>The one place where statuses change: asks the table and the gate, then commits status, history and fact together.</summary>
internal sealed class StatusChanges(GraphWriter writer, IGraphStore store, StartGate gate)
{
    /// <summary>Most intents of one bulk change.</summary>
    internal const int MostAtOnce = 200;

    /// <summary>Carries out a named operation.</summary>
    public Task<Outcome<StorableIntent>> Operate(GraphRequest request, string id, GraphOperation operation, string? reason, CancellationToken cancel) =>
        Change(request, id, (intent, now) => GraphOperations.Apply(intent, operation, reason, now), cancel);

    /// <summary>Goes to a status, wherever the table allows it.</summary>
    public Task<Outcome<StorableIntent>> Transition(GraphRequest request, string id, GraphStatus to, string? reason, CancellationToken cancel) =>
        Change(request, id, (intent, now) => GraphDecisions.Move(intent, to, GraphReasons.Of($"Intent set to {to.Word()}", reason), now), cancel);

    /// <summary>Applies a rule to an intent.</summary>
    /// <param name="request">Who asks, and how the request is recognised when it comes again.</param>
    /// <param name="id">The intent.</param>
    /// <param name="decide">The rule; it runs again on what the winner left when somebody else was faster.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <param name="answer">Makes the answer to keep under the idempotency key. Null: the intent.</param>
    public Task<Outcome<StorableIntent>> Change(
        GraphRequest request, string id, Func<StorableIntent, DateTimeOffset, GraphDecision> decide, CancellationToken cancel, Func<StorableIntent, StoredReply?>? answer = null) =>
        writer.Write<StorableIntent>(request.OrganizationId, async () =>
        {
            if (!(await store.FindAsync(request.OrganizationId, [id], cancel)).TryGetValue(id, out var before)) return GraphRefusal.Unknown(id);
            if (GraphEditing.Stale(request, before) is { } stale) return stale;
            var decision = decide(before, writer.Now());
            if (decision is GraphDecision.Refused refused) return Refusal(before, refused);
            var changed = (GraphDecision.Changed)decision;
            if (StartGate.Guards(before.Status, changed.After.Status) && await gate.Look(request.OrganizationId, id, cancel) is { IsOpen: false } closed)
                return Refusal(before, changed.After.Status, closed);

            var line = GraphRecords.Line(request, before, changed.After, changed.Action, changed.Reason);
            return new Planned<StorableIntent>(changed.After, new GraphChanges
            {
                Updates = [changed.After],
                History = [line],
                Facts = [GraphRecords.Changed(request, line)],
                Reply = answer is null ? request.Remember(StatusCodes.Status200OK, changed.After) : answer(changed.After),
            });
        }, cancel);

    /// <summary>Changes many intents, each in a transaction of its own.</summary>
    public static async Task<BulkResult> Each(IEnumerable<string> ids, Func<string, Task<Outcome<StorableIntent>>> change)
    {
        var (succeeded, failed) = (new List<string>(), new List<BulkResult.Failure>());
        foreach (var id in ids)
            if ((await change(id)).Refusal is { } refusal) failed.Add(new BulkResult.Failure(id, refusal.Message));
            else succeeded.Add(id);
        return new BulkResult(succeeded, failed);
    }

    private static GraphRefusal Refusal(StorableIntent intent, GraphDecision.Refused refused) => new(StatusCodes.Status409Conflict, refused.Message, new()
    {
        ["intent_id"] = intent.IntentId,
        ["current_status"] = intent.Status.Word(),
        ["requested_status"] = refused.Requested.Word(),
        ["allowed"] = GraphTransitions.From(intent.Status).Select(s => s.Word()),
    });

    private static GraphRefusal Refusal(StorableIntent intent, GraphStatus to, GateState closed) => new(StatusCodes.Status423Locked,
        $"Intent {intent.IntentId} cannot go to {to} yet: {closed.Describe()}", new()
        {
            ["intent_id"] = intent.IntentId,
            ["current_status"] = intent.Status.Word(),
            ["requested_status"] = to.Word(),
            ["gate"] = closed.WaitingFor.Count > 0 ? "dependencies" : "blocks",
            ["waiting_for"] = closed.WaitingFor,
            ["blocked_by"] = closed.BlockedBy,
        });
}

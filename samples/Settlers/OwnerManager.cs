using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using IntentEngine.Owners.Records;
using MassTransit;

namespace IntentEngine.Settlers;

/// <summary>What every owner does: registers a record, enqueues with its token, and on an outcome loads its own record by the token and nothing else (seed 003 §5).</summary>
/// <param name="owner">Its name.</param>
/// <param name="village">Broker, log and clock.</param>
/// <param name="records">Its private records.</param>
public abstract class OwnerManager(string owner, Village village, IExecutionRecords records)
{
    private static readonly string Completed = MessageUrn.ForTypeString<QueueCompleted>();
    private static readonly string Failed = MessageUrn.ForTypeString<QueueFailed>();
    private static readonly string Rejected = MessageUrn.ForTypeString<QueueRejected>();
    private static readonly string Expired = MessageUrn.ForTypeString<QueueExpired>();

    /// <summary>Broker, log and clock.</summary>
    protected Village Village { get; } = village;

    /// <summary>Its private records.</summary>
    protected IExecutionRecords Records { get; } = records;

    /// <summary>Starts to listen for outcomes.</summary>
    public Task ListenAsync() => Village.Broker.Listen(CompletionReported.QueueOf(owner), [], Told);

    /// <summary>Enqueues actions under a new token.</summary>
    protected async Task Enqueue(string settler, string doing, ActionPriority priority, string reason, params object[] actions) =>
        await Enqueue(settler, await Records.RegisterAsync(settler, JsonSerializer.SerializeToElement(new Plan(doing, reason, priority, [.. actions.Select(action => JsonSerializer.SerializeToElement(action))]))), doing, priority, reason, actions);

    /// <summary>Enqueues the same work again, under a new token that counts one attempt more.</summary>
    protected async Task Again(ExecutionRecord ended)
    {
        var plan = PlanOf(ended);
        await Enqueue(ended.Subject, await Records.RetryAsync(ended), plan.Doing, plan.Priority, plan.Reason, [.. plan.Actions.Select(action => (object)action)]);
    }

    /// <summary>What it had in mind.</summary>
    protected static Plan PlanOf(ExecutionRecord record) => record.Payload.Deserialize<Plan>()!;

    /// <summary>All actions are done.</summary>
    protected abstract Task OnCompleted(ExecutionRecord record);

    /// <summary>An action failed.</summary>
    protected abstract Task OnFailed(ExecutionRecord record, string reason);

    /// <summary>It was not done: interrupted, stopped, or out of time.</summary>
    protected abstract Task OnRejected(ExecutionRecord record, string reason);

    private Task Enqueue(string settler, string token, string doing, ActionPriority priority, string reason, object[] actions)
    {
        Village.Tell($"{owner} lets {settler} {doing}");
        return Village.Broker.Send(EnqueueActions.Queue, new EnqueueActions
        {
            OrganizationId = Village.Organization,
            Subject = settler,
            Owner = owner,
            CompletionToken = token,
            Priority = priority,
            Reason = reason,
            Actions = [.. actions.Select(action => JsonSerializer.SerializeToElement(action))],
        });
    }

    private async Task Told(string type, ReadOnlyMemory<byte> body)
    {
        // Owner and token and a reason: that is all the four outcomes carry.
        var outcome = JsonSerializer.Deserialize<QueueCompleted>(body.Span, ContractJson.Options)!;
        if (await Records.ConsumeAsync(outcome.Token) is not { } record)
        {
            Village.Tell($"{owner} knows no token {CompletionToken.ForLogs(outcome.Token)}; ignored");
            return;
        }

        if (type == Completed) await OnCompleted(record);
        else if (type == Failed) await OnFailed(record, outcome.Reason ?? "");
        else if (type == Rejected || type == Expired) await OnRejected(record, outcome.Reason ?? "");
    }
}

/// <summary>An owner's private memory of what it enqueued.</summary>
/// <param name="Doing">For the log.</param>
/// <param name="Reason">Reason of the enqueue.</param>
/// <param name="Priority">Its urgency.</param>
/// <param name="Actions">What to do.</param>
public sealed record Plan(string Doing, string Reason, ActionPriority Priority, IReadOnlyList<JsonElement> Actions);

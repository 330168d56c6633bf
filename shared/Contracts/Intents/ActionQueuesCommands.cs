using System.Text.Json;
using MassTransit;

namespace IntentEngine.Contracts.Intents;

/// <summary>Command to Intents: let a subject do these actions one after the other (seed 003 §4). Ends in exactly one of QueueCompleted, QueueFailed, QueueRejected and QueueExpired.</summary>
/// <remarks>Repeating it with the same <see cref="QueueId"/> is safe. Whom the outcome goes to depends on <see cref="Owner"/> alone.</remarks>
[EntityName("action-queues.enqueue.v1")]
[MessageUrn("action-queues:enqueue:v1")]
public sealed record EnqueueActions
{
    /// <summary>The queue it is sent to.</summary>
    public const string Queue = "action-queues";

    /// <summary>Whose subject it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Who shall act, e.g. a settler; 1 to 200 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>Id of the enqueue, chosen by the sender; the same id is the same enqueue. Null: made from the message id.</summary>
    public Guid? QueueId { get; init; }

    /// <summary>What to do, in order: 1 to 100 JSON objects that only the executor understands.</summary>
    public required IReadOnlyList<JsonElement> Actions { get; init; }

    /// <summary><c>critical</c>, <c>high</c>, <c>normal</c> (default) or <c>low</c>; a higher one interrupts what runs.</summary>
    public ActionPriority? Priority { get; init; }

    /// <summary>Who is told the outcome: a registered owner.</summary>
    public string? Owner { get; init; }

    /// <summary>The owner's single-use key.</summary>
    public string? CompletionToken { get; init; }

    /// <summary>Why, for people, e.g. <c>WORK_STEP</c>; at most 2000 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it is rejected at once when the subject is busy with something as urgent. Null: it waits its turn.</summary>
    public bool? RejectIfBusy { get; init; }

    /// <summary>Whether it waits and goes on with the action it was at when something more urgent interrupts it. Null: it is rejected with reason <c>interrupted</c>.</summary>
    public bool? ResumeIfInterrupted { get; init; }

    /// <summary>How long it may take in all, in seconds, 1 to 2,592,000. Null: one day.</summary>
    public int? TimeToLiveSeconds { get; init; }

    /// <summary>The context of before owner and token, <c>{kind: work|need, …}</c>. Read for this version only, in place of both; the rest of it is handed to the owner.</summary>
    public JsonElement? Context { get; init; }
}

/// <summary>How urgent an enqueue is (spec semantics §4.1).</summary>
public enum ActionPriority
{
    /// <summary>Fills idle time.</summary>
    Low = 100,

    /// <summary>Work.</summary>
    Normal = 200,

    /// <summary>Needs; interrupts work.</summary>
    High = 300,

    /// <summary>Interrupts everything else.</summary>
    Critical = 400,
}

/// <summary>Command to Intents: the sender wants to execute the subject's next action. One claim wins and is answered by ActionClaimed.</summary>
[EntityName("action-queues.claim.v1")]
[MessageUrn("action-queues:claim:v1")]
public sealed record ClaimAction
{
    /// <summary>Whose subject it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Who shall act.</summary>
    public required string Subject { get; init; }

    /// <summary>Who will execute it, at most 100 characters.</summary>
    public required string Worker { get; init; }

    /// <summary>The execution that will do it, chosen by the worker; claiming again with it is answered again.</summary>
    public required Guid ExecutionId { get; init; }

    /// <summary>For how long, in seconds, 1 to 3600. Null: 60. Then the action is offered again.</summary>
    public int? LeaseSeconds { get; init; }
}

/// <summary>Command to Intents: the action has begun, or is still being done; its lease runs anew.</summary>
[EntityName("action-queues.start.v1")]
[MessageUrn("action-queues:start:v1")]
public sealed record StartAction
{
    /// <summary>Whose subject it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Who acts.</summary>
    public required string Subject { get; init; }

    /// <summary>The execution that claimed the action.</summary>
    public required Guid ExecutionId { get; init; }

    /// <summary>For how long from now, in seconds, 1 to 3600. Null: 60.</summary>
    public int? LeaseSeconds { get; init; }
}

/// <summary>Command to Intents: the action is done; the next one follows, or the queue is completed. A repeat is a no-op.</summary>
[EntityName("action-queues.complete.v1")]
[MessageUrn("action-queues:complete:v1")]
public sealed record CompleteAction
{
    /// <summary>Whose subject it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Who acted.</summary>
    public required string Subject { get; init; }

    /// <summary>The execution that claimed the action.</summary>
    public required Guid ExecutionId { get; init; }
}

/// <summary>Command to Intents: the action failed, and its queue with it. A repeat is a no-op.</summary>
[EntityName("action-queues.fail.v1")]
[MessageUrn("action-queues:fail:v1")]
public sealed record FailAction
{
    /// <summary>Whose subject it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Who acted.</summary>
    public required string Subject { get; init; }

    /// <summary>The execution that claimed the action.</summary>
    public required Guid ExecutionId { get; init; }

    /// <summary>Why, e.g. <c>movement_failed</c>; at most 2000 characters.</summary>
    public required string Reason { get; init; }
}

/// <summary>Command to Intents: the subject stops. What it was to do is rejected, and its owners are told.</summary>
[EntityName("action-queues.stop.v1")]
[MessageUrn("action-queues:stop:v1")]
public sealed record StopSubject
{
    /// <summary>Whose subject it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Who shall stop.</summary>
    public required string Subject { get; init; }

    /// <summary>How much of it.</summary>
    public required StopScope Scope { get; init; }

    /// <summary>Only queues of this owner. Null: everybody's.</summary>
    public string? Owner { get; init; }

    /// <summary>Why, for the owners; at most 2000 characters. Null: the scope's own word.</summary>
    public string? Reason { get; init; }
}

/// <summary>How much of a subject's work stops.</summary>
public enum StopScope
{
    /// <summary>What runs; what waits goes on.</summary>
    Abort,

    /// <summary>What runs and what waits: the subject is taken off its work.</summary>
    Unassign,

    /// <summary>The same, because everything begins anew.</summary>
    Reset,
}

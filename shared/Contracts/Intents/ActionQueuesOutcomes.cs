using MassTransit;

namespace IntentEngine.Contracts.Intents;

/// <summary>Command to an owner: all actions of what it enqueued are done. Carries owner and token and no domain data (seed 003 §3.3); the owner loads its own record.</summary>
/// <remarks>May arrive twice, late, or for a token the owner no longer knows: then it is a no-op.</remarks>
[EntityName("action-queues.queue-completed.v1")]
[MessageUrn("action-queues:queue-completed:v1")]
public sealed record QueueCompleted
{
    /// <summary>The queue of one owner, unless it registered with another.</summary>
    public static string QueueOf(string owner) => CompletionReported.QueueOf(owner);

    /// <summary>Whose work it was.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Who is told.</summary>
    public required string Owner { get; init; }

    /// <summary>The owner's single-use key.</summary>
    public required string Token { get; init; }

    /// <summary>Nothing to say as yet: null.</summary>
    public string? Reason { get; init; }
}

/// <summary>Command to an owner: an action of what it enqueued failed, and the rest is not done. Carries owner and token and no domain data (seed 003 §3.3); the owner loads its own record.</summary>
/// <remarks>May arrive twice, late, or for a token the owner no longer knows: then it is a no-op.</remarks>
[EntityName("action-queues.queue-failed.v1")]
[MessageUrn("action-queues:queue-failed:v1")]
public sealed record QueueFailed
{
    /// <summary>The queue of one owner, unless it registered with another.</summary>
    public static string QueueOf(string owner) => CompletionReported.QueueOf(owner);

    /// <summary>Whose work it was.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Who is told.</summary>
    public required string Owner { get; init; }

    /// <summary>The owner's single-use key.</summary>
    public required string Token { get; init; }

    /// <summary>As the executor reported it, e.g. <c>movement_failed</c>.</summary>
    public required string Reason { get; init; }
}

/// <summary>Command to an owner: what it enqueued was not done: it lost to something more urgent, or was stopped. Carries owner and token and no domain data (seed 003 §3.3); the owner loads its own record.</summary>
/// <remarks>May arrive twice, late, or for a token the owner no longer knows: then it is a no-op.</remarks>
[EntityName("action-queues.queue-rejected.v1")]
[MessageUrn("action-queues:queue-rejected:v1")]
public sealed record QueueRejected
{
    /// <summary>The queue of one owner, unless it registered with another.</summary>
    public static string QueueOf(string owner) => CompletionReported.QueueOf(owner);

    /// <summary>Whose work it was.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Who is told.</summary>
    public required string Owner { get; init; }

    /// <summary>The owner's single-use key.</summary>
    public required string Token { get; init; }

    /// <summary><c>interrupted</c>, <c>busy</c>, <c>no_actions</c>, <c>abort</c>, <c>unassign</c>, <c>reset</c>, <c>restored</c>, or what the one who stopped it wrote.</summary>
    public required string Reason { get; init; }
}

/// <summary>Command to an owner: what it enqueued was not done in the time it was given. Carries owner and token and no domain data (seed 003 §3.3); the owner loads its own record.</summary>
/// <remarks>May arrive twice, late, or for a token the owner no longer knows: then it is a no-op.</remarks>
[EntityName("action-queues.queue-expired.v1")]
[MessageUrn("action-queues:queue-expired:v1")]
public sealed record QueueExpired
{
    /// <summary>The queue of one owner, unless it registered with another.</summary>
    public static string QueueOf(string owner) => CompletionReported.QueueOf(owner);

    /// <summary>Whose work it was.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Who is told.</summary>
    public required string Owner { get; init; }

    /// <summary>The owner's single-use key.</summary>
    public required string Token { get; init; }

    /// <summary><c>time_to_live</c>.</summary>
    public required string Reason { get; init; }
}

using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.ActionQueues.Rules;

namespace IntentEngine.Intents.ActionQueues.Http;

/// <summary>An enqueue as HTTP shows it. Its token is the owner's secret and is never shown.</summary>
public sealed record ActionQueueView
{
    /// <summary>Its id.</summary>
    public required Guid QueueId { get; init; }

    /// <summary>Who shall act.</summary>
    public required string Subject { get; init; }

    /// <summary><c>waiting</c>, <c>running</c>, <c>completed</c>, <c>failed</c>, <c>rejected</c> or <c>expired</c>.</summary>
    public required string Status { get; init; }

    /// <summary>How urgent it is.</summary>
    public required ActionPriority Priority { get; init; }

    /// <summary>Who is told the outcome.</summary>
    public required string Owner { get; init; }

    /// <summary>Why it was enqueued.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it goes on by itself after an interruption.</summary>
    public required bool ResumeIfInterrupted { get; init; }

    /// <summary>How many actions are done.</summary>
    public required int Position { get; init; }

    /// <summary>How many actions there are.</summary>
    public required int Actions { get; init; }

    /// <summary>Who has claimed the current action. Null: nobody.</summary>
    public string? Worker { get; init; }

    /// <summary>Until when the claim holds (UTC).</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>Why it ended as it did.</summary>
    public string? Outcome { get; init; }

    /// <summary>When it was enqueued (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its time runs out (UTC).</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it ended (UTC). Null: it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    internal static ActionQueueView Of(ActionQueue queue) => new()
    {
        QueueId = queue.QueueId,
        Subject = queue.Subject,
        Status = QueueWords.Of(queue.Status),
        Priority = queue.Priority,
        Owner = queue.Owner,
        Reason = queue.Reason,
        ResumeIfInterrupted = queue.Resumes,
        Position = queue.Position,
        Actions = queue.Count,
        Worker = queue.Claim?.Worker,
        LeaseUntil = queue.Claim?.LeaseUntil,
        Outcome = queue.Outcome,
        CreatedAt = queue.CreatedAt,
        ExpiresAt = queue.ExpiresAt,
        EndedAt = queue.EndedAt,
    };
}

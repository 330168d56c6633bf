using System.Text.Json;
using IntentEngine.Contracts.Intents;

namespace IntentEngine.Intents.ActionQueues.Rules;

/// <summary>One enqueue: actions for a subject to do in order. Its context is owner and token and nothing else (seed 003 §3.3).</summary>
internal sealed record ActionQueue
{
    public required Guid QueueId { get; init; }

    public required string Subject { get; init; }

    public required QueueStatus Status { get; init; }

    public required ActionPriority Priority { get; init; }

    public required string Owner { get; init; }

    public required string Token { get; init; }

    /// <summary>Why it was enqueued, for people.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it waits and goes on where it was when something more urgent takes its place. False: it is rejected then.</summary>
    public bool Resumes { get; init; }

    /// <summary>The actions as a JSON array; parsed only when one of them is shown.</summary>
    public required string Actions { get; init; }

    public required int Count { get; init; }

    /// <summary>The current action, from 0; equal to <see cref="Count"/> when all are done.</summary>
    public int Position { get; init; }

    /// <summary>Who has claimed the current action. Null: nobody.</summary>
    public Claim? Claim { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RunningSince { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it ended as it did.</summary>
    public string? Outcome { get; init; }

    public bool IsLive => Status is QueueStatus.Waiting or QueueStatus.Running;

    /// <summary>The current action.</summary>
    public JsonElement Action
    {
        get
        {
            using var actions = JsonDocument.Parse(Actions);
            return actions.RootElement[Position].Clone();
        }
    }

    /// <summary>Without the token, which logs must not show.</summary>
    public override string ToString() => $"queue {QueueId} of {Subject}, {Status}";
}

/// <summary>A worker's hold on the current action.</summary>
/// <param name="Worker">Who.</param>
/// <param name="ExecutionId">The key to every report about it.</param>
/// <param name="LeaseUntil">When it ends by itself.</param>
/// <param name="BegunAt">When the worker said it began. Null: not yet.</param>
internal sealed record Claim(string Worker, Guid ExecutionId, DateTimeOffset LeaseUntil, DateTimeOffset? BegunAt = null);

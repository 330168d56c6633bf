using System.Text.Json;
using IntentEngine.Intents.ActionQueues.Rules;

namespace IntentEngine.Intents.ActionQueues.Http;

/// <summary>An action as the worker who claimed it sees it.</summary>
public sealed record ClaimedActionView
{
    /// <summary>Who shall act.</summary>
    public required string Subject { get; init; }

    /// <summary>The enqueue it belongs to.</summary>
    public required Guid QueueId { get; init; }

    /// <summary>Which of its actions, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>What to do.</summary>
    public required JsonElement Action { get; init; }

    /// <summary>The key to every report about it.</summary>
    public required Guid ExecutionId { get; init; }

    /// <summary>Until when it is the worker's (UTC); report that it started to have it longer.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }

    internal static ClaimedActionView Of(ActionQueue queue) => new()
    {
        Subject = queue.Subject,
        QueueId = queue.QueueId,
        Position = queue.Position,
        Action = queue.Action,
        ExecutionId = queue.Claim!.ExecutionId,
        LeaseUntil = queue.Claim.LeaseUntil,
    };
}

using System.Text.Json;
using MassTransit;

namespace IntentEngine.Contracts.Intents;

/// <summary>Fact: a subject's next action waits for somebody to claim it. May come again while it waits.</summary>
[EntityName("action-queues.action-ready.v1")]
[MessageUrn("action-queues:action-ready:v1")]
public sealed record ActionReady
{
    /// <summary>Whose subject it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Who shall act.</summary>
    public required string Subject { get; init; }

    /// <summary>The enqueue it belongs to.</summary>
    public required Guid QueueId { get; init; }

    /// <summary>Which of its actions, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>What to do.</summary>
    public required JsonElement Action { get; init; }
}

/// <summary>Fact: a claim won. Comes again when the winner claims again.</summary>
[EntityName("action-queues.action-claimed.v1")]
[MessageUrn("action-queues:action-claimed:v1")]
public sealed record ActionClaimed
{
    /// <summary>Whose subject it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Who shall act.</summary>
    public required string Subject { get; init; }

    /// <summary>The enqueue it belongs to.</summary>
    public required Guid QueueId { get; init; }

    /// <summary>Which of its actions, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>What to do.</summary>
    public required JsonElement Action { get; init; }

    /// <summary>Who won.</summary>
    public required string Worker { get; init; }

    /// <summary>The winner's execution.</summary>
    public required Guid ExecutionId { get; init; }

    /// <summary>Until when the action is the winner's (UTC).</summary>
    public required DateTimeOffset LeaseUntil { get; init; }
}

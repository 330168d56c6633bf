using System.Text.Json;
using MassTransit;

namespace IntentEngine.Contracts.Intents;

/// <summary>Command to an owner: take over this record, which an old rich queue context carried; its outcome will come with this token (seed 003 §9, phase E).</summary>
/// <remarks>Sent for one version only. May arrive twice: keep the first.</remarks>
[EntityName("owners.adopt-execution.v1")]
[MessageUrn("owners:adopt-execution:v1")]
public sealed record AdoptExecution
{
    /// <summary>The queue of one owner, unless it registered with another.</summary>
    public static string QueueOf(string owner) => CompletionReported.QueueOf(owner);

    /// <summary>Whose work it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Who takes it over.</summary>
    public required string Owner { get; init; }

    /// <summary>The key its outcome will carry.</summary>
    public required string Token { get; init; }

    /// <summary>Whom the work is for.</summary>
    public required string Subject { get; init; }

    /// <summary>What the old context said besides its kind, a JSON object.</summary>
    public required JsonElement Record { get; init; }
}

/// <summary>Command of Intents to itself: tell an owner something over its webhook. Comes again, later each time, until it is accepted.</summary>
[EntityName("owners.deliver.v1")]
[MessageUrn("owners:deliver:v1")]
public sealed record DeliverToOwner
{
    /// <summary>The queue it is sent to.</summary>
    public const string Queue = "owner-webhooks";

    /// <summary>Whose owner it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Who is told.</summary>
    public required string Owner { get; init; }

    /// <summary>The same for every attempt; receivers recognise repeats by it.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Name of the message, e.g. <c>action-queues.queue-completed.v1</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>The message.</summary>
    public required JsonElement Body { get; init; }

    /// <summary>Which attempt this is, from 1.</summary>
    public required int Attempt { get; init; }
}

using MassTransit;

namespace IntentEngine.Contracts.Intents;

/// <summary>Command to Intents: somebody asks Lineage to have a failed intent tried again. The answer is <see cref="Lineage.RepairAnswered"/>.</summary>
[EntityName("intents.repair.v1")]
[MessageUrn("intents:repair:v1")]
public sealed record RepairIntent
{
    /// <summary>The queue it is sent to.</summary>
    public const string Queue = "intents";

    /// <summary>Whose intent it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>The execution that failed; it becomes the parent of the next one.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The request, which the answer names.</summary>
    public required Guid RepairId { get; init; }

    /// <summary><c>retry</c>; an intent keeps its context, so <c>repair</c> is refused.</summary>
    public required string Kind { get; init; }

    /// <summary>Subject that asks, for the audit log.</summary>
    public required string RequestedBy { get; init; }
}

using MassTransit;

namespace IntentEngine.Contracts.Lineage;

/// <summary>Command to Lineage: what the owner of a failed execution did about a request to repair it. Repeats change nothing.</summary>
[EntityName("lineage.repair-answered.v1")]
[MessageUrn("lineage:repair-answered:v1")]
public sealed record RepairAnswered
{
    /// <summary>The queue it is sent to.</summary>
    public const string Queue = "lineage-repairs";

    /// <summary>Whose execution it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The request.</summary>
    public required Guid RepairId { get; init; }

    /// <summary>Whether another attempt was started.</summary>
    public required bool Started { get; init; }

    /// <summary>The new execution. Null: none, or it gets its id when somebody takes the work on.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>Why not, for people. Null: it was started.</summary>
    public string? Refusal { get; init; }
}

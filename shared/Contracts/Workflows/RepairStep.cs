using System.Text.Json;
using MassTransit;

namespace IntentEngine.Contracts.Workflows;

/// <summary>Command to Workflows: somebody asks Lineage to have a failed step tried again. Gates hold as for anybody; the answer is <see cref="Lineage.RepairAnswered"/>.</summary>
[EntityName("workflows.repair-step.v1")]
[MessageUrn("workflows:repair-step:v1")]
public sealed record RepairStep
{
    /// <summary>The queue it is sent to.</summary>
    public const string Queue = "workflows";

    /// <summary>Whose workflow it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The workflow.</summary>
    public required Guid WorkflowId { get; init; }

    /// <summary>The failed execution: the last attempt at the step, or the workflow itself.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The request, which the answer names.</summary>
    public required Guid RepairId { get; init; }

    /// <summary><c>retry</c>: the same again; <c>repair</c>: with other input. Becomes the trigger kind of the new execution.</summary>
    public required string Kind { get; init; }

    /// <summary>Input for the new attempt; its shape depends on the step. Null: as before.</summary>
    public JsonElement? InputData { get; init; }

    /// <summary>Subject that asks, for the audit log.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>Why, for people. Null: not said.</summary>
    public string? Reason { get; init; }
}

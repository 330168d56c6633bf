using System.Text.Json;

namespace IntentEngine.Lineage.Storage;

/// <summary>A row of <c>executions</c>, for reading; facts alone write it.</summary>
internal sealed class ExecutionRecord
{
    public Guid OrganizationId { get; init; }

    public required string ExecutionId { get; init; }

    /// <summary>What reads go by: as told or inherited, else the execution's own id.</summary>
    public required string EffectiveCorrelationId { get; init; }

    public string? ParentExecutionId { get; init; }

    public string? TriggerKind { get; init; }

    public string? RunId { get; init; }

    public required string Name { get; init; }

    public int? StepNumber { get; init; }

    public int Attempt { get; init; }

    public required string Status { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public long? DurationMs { get; init; }

    /// <summary>The start, or, before it, the last thing known: what every list is ordered by.</summary>
    public DateTimeOffset OrderedAt { get; init; }

    public string? ErrorType { get; init; }

    public string? ErrorMessage { get; init; }

    public decimal? CostUsd { get; init; }

    public JsonElement? Data { get; init; }

    public string? PlanId { get; init; }

    public string? ChangesetId { get; init; }

    public string? DecisionId { get; init; }

    public string? Checksum { get; init; }

    public string? Verdict { get; init; }

    public string? RiskLevel { get; init; }

    public JsonElement? AffectedPaths { get; init; }

    public string? ArtifactPath { get; init; }
}

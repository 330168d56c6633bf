using System.Text.Json;

namespace IntentEngine.Contracts.Lineage;

/// <summary>What is known of one execution at one moment: one attempt at a step or an intent (seed 002).</summary>
public sealed record ExecutionFact
{
    /// <summary>Id of the fact, the same whenever it is told again.</summary>
    public required Guid FactId { get; init; }

    /// <summary>Whose execution it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The execution.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>Place in the execution's own history, from 1; the highest one known is its present state.</summary>
    public required int Sequence { get; init; }

    /// <summary><c>pending</c>, <c>running</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it happened (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Groups all executions of one task. Null: the execution's own id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The execution it came from. Null: a root.</summary>
    public string? ParentExecutionId { get; init; }

    /// <summary><c>manual</c>, <c>agent</c>, <c>retry</c>, <c>repair</c>, <c>child</c> or <c>scheduled</c>.</summary>
    public string TriggerKind { get; init; } = "manual";

    /// <summary>The workflow or intent it belongs to.</summary>
    public string? RunId { get; init; }

    /// <summary>What is executed, e.g. <c>content.icp</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Number of the step. Null: no step.</summary>
    public int? StepNumber { get; init; }

    /// <summary>Attempt, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>When it started (UTC).</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended (UTC).</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Class of the failure, snake_case.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The failure for people.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>What the providers charged, in US dollars.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>Further data, a JSON object.</summary>
    public JsonElement? Data { get; init; }
}

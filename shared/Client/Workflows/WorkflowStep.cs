using System.Text.Json;

namespace IntentEngine.Client.Workflows;

/// <summary>One step of a workflow.</summary>
public sealed record WorkflowStep
{
    /// <summary>Id of the step, and of the artifact that is its output.</summary>
    public required Guid StepId { get; init; }

    /// <summary>Number, from 0.</summary>
    public required int StepNumber { get; init; }

    /// <summary>Name, e.g. <c>step_3_seeds</c>.</summary>
    public required string StepName { get; init; }

    /// <summary><c>pending</c>, <c>running</c>, <c>completed</c>, <c>failed</c>, <c>blocked</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Which round of it, from 1; a send-back starts a new one.</summary>
    public required int Round { get; init; }

    /// <summary>Its output. Null: not completed, or without one.</summary>
    public JsonElement? OutputData { get; init; }

    /// <summary>Class of its last failure.</summary>
    public string? ErrorType { get; init; }

    /// <summary>Its last failure.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Why it is blocked.</summary>
    public string? BlockedReason { get; init; }

    /// <summary>Execution id of its latest attempt, for the lineage.</summary>
    public Guid? RunId { get; init; }

    /// <summary>When its latest attempt started (UTC).</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended (UTC).</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public int? DurationMs { get; init; }

    /// <summary>When the next attempt is due (UTC).</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Retries used.</summary>
    public required int RetryCount { get; init; }

    /// <summary>Retries allowed.</summary>
    public required int MaxRetries { get; init; }

    /// <summary>What providers charged for it, in US dollars.</summary>
    public decimal? CostUsd { get; init; }
}

using System.Text.Json;
using IntentEngine.Workflows.Queries;

namespace IntentEngine.Workflows.Api;

/// <summary>A step of a workflow as it is shown.</summary>
public sealed record StepView
{
    /// <summary>Id of the step's row, and of the artifact that is its output.</summary>
    public required Guid StepId { get; init; }

    /// <summary>Number, from 0.</summary>
    public required int StepNumber { get; init; }

    /// <summary>Name.</summary>
    public required string StepName { get; init; }

    /// <summary><c>pending</c> (a retry is due later), <c>running</c>, <c>completed</c>, <c>failed</c>, <c>blocked</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Which round of it this is, from 1; a send-back starts a new one.</summary>
    public required int Round { get; init; }

    /// <summary>Its output, once completed.</summary>
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

    /// <summary>How long, in milliseconds.</summary>
    public int? DurationMs { get; init; }

    /// <summary>When the next attempt is due (UTC).</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Retries used.</summary>
    public required int RetryCount { get; init; }

    /// <summary>Retries allowed.</summary>
    public required int MaxRetries { get; init; }

    /// <summary>What providers charged for it, in US dollars.</summary>
    public decimal? CostUsd { get; init; }

    internal static StepView Of(StepRecord record) => new()
    {
        StepId = record.Id,
        StepNumber = record.StepNumber,
        StepName = record.StepName,
        Status = record.Status,
        Round = record.Round,
        OutputData = record.OutputData is null ? null : JsonSerializer.Deserialize<JsonElement>(record.OutputData),
        ErrorType = record.ErrorType,
        ErrorMessage = record.ErrorMessage,
        BlockedReason = record.BlockedReason,
        RunId = record.RunId,
        StartedAt = record.StartedAt,
        CompletedAt = record.CompletedAt,
        DurationMs = record.DurationMs,
        NextAttemptAt = record.NextAttemptAt,
        RetryCount = record.RetryCount,
        MaxRetries = record.MaxRetries,
        CostUsd = record.CostUsd,
    };
}

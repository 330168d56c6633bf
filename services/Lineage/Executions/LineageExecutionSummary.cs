using System.Text.Json;

namespace IntentEngine.Lineage.Executions;

/// <summary>An execution with its place in the graph (seed 002, "Response Models"). Absent members are unknown.</summary>
public sealed record LineageExecutionSummary
{
    /// <summary>The execution.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>Groups all executions of one task. Its own id when it was told none and has no parent to inherit from.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The execution it came from. Absent: a root.</summary>
    public string? ParentExecutionId { get; init; }

    /// <summary>Why it runs, and so the type of the edge to its parent: <c>manual</c> (default), <c>agent</c>, <c>retry</c>, <c>repair</c>, <c>child</c>, <c>scheduled</c>, or a newer word.</summary>
    public required string TriggerKind { get; init; }

    /// <summary>The workflow or intent it belongs to.</summary>
    public string? RunId { get; init; }

    /// <summary>What is executed, e.g. <c>content.icp</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Number of the step.</summary>
    public int? StepNumber { get; init; }

    /// <summary>Attempt, from 1.</summary>
    public int Attempt { get; init; }

    /// <summary><c>pending</c>, <c>running</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>; other executors may tell other words.</summary>
    public required string Status { get; init; }

    /// <summary>When it started (UTC).</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended (UTC).</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public long? DurationMs { get; init; }

    /// <summary>When the newest thing known of it happened (UTC).</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Class of the failure.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The failure for people.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The step that failed, as the executor told it (<c>error_step</c> in its data), else the name of what failed.</summary>
    public string? ErrorStep { get; init; }

    /// <summary>What the providers charged, in US dollars.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>The plan of a change set (seed 002); this and what follows are known of executors that change files.</summary>
    public string? PlanId { get; init; }

    /// <summary>The change set.</summary>
    public string? ChangesetId { get; init; }

    /// <summary>The decision that allowed it.</summary>
    public string? DecisionId { get; init; }

    /// <summary>Checksum of the change set.</summary>
    public string? Checksum { get; init; }

    /// <summary><c>allow</c>, <c>need_approval</c> or <c>deny</c>.</summary>
    public string? Verdict { get; init; }

    /// <summary><c>low</c>, <c>medium</c>, <c>high</c> or <c>critical</c>.</summary>
    public string? RiskLevel { get; init; }

    /// <summary>Files it changed.</summary>
    public JsonElement? AffectedPaths { get; init; }

    /// <summary>How many files it changed.</summary>
    public int? FilesChanged => AffectedPaths is { ValueKind: JsonValueKind.Array } paths ? paths.GetArrayLength() : null;

    /// <summary>Where its artifacts are.</summary>
    public string? ArtifactPath { get; init; }

    /// <summary>The start, or, before it, the last thing known: what every list is ordered by.</summary>
    internal DateTimeOffset OrderedAt { get; init; }

    /// <summary>The same as it stood then: what ended later is shown as running, without what only its end told.</summary>
    internal LineageExecutionSummary AsOf(DateTimeOffset then) => UpdatedAt <= then && !(CompletedAt > then) ? this : this with
    {
        Status = "running",
        CompletedAt = null,
        DurationMs = null,
        UpdatedAt = StartedAt ?? UpdatedAt,
        ErrorType = null,
        ErrorMessage = null,
        ErrorStep = null,
        CostUsd = null,
    };
}

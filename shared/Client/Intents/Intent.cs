using System.Text.Json;

namespace IntentEngine.Client.Intents;

/// <summary>Something that should happen, who took it on, and how it ended.</summary>
public sealed record Intent
{
    /// <summary>Its id within the organization.</summary>
    public required string IntentId { get; init; }

    /// <summary>What should be done.</summary>
    public required string IntentType { get; init; }

    /// <summary><c>pending</c>, <c>in_progress</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The artifact it is about.</summary>
    public string? TargetArtifactId { get; init; }

    /// <summary>All the executor needs.</summary>
    public required JsonElement Context { get; init; }

    /// <summary>Subject or service that wants it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The user's session it was made in.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Who is told the end.</summary>
    public string? Owner { get; init; }

    /// <summary>Correlation of the executions it belongs to.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The execution that caused it.</summary>
    public string? ParentExecutionId { get; init; }

    /// <summary>Who claimed it last.</summary>
    public string? Worker { get; init; }

    /// <summary>The execution that claimed it last.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>What the executor reported.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Why it failed or was cancelled.</summary>
    public string? Error { get; init; }

    /// <summary>When it was created (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it changed last (UTC).</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was claimed last (UTC).</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>When it completed (UTC).</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When it completed, failed or was cancelled (UTC).</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

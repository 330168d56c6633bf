using System.Text.Json;
using IntentEngine.Intents.Lifecycle;

namespace IntentEngine.Intents.Queries;

/// <summary>An intent as HTTP shows it. The completion token is the owner's secret and is never shown.</summary>
public sealed record IntentView
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

    /// <summary>Who claimed it last; stays after a release or a retry.</summary>
    public string? Worker { get; init; }

    /// <summary>The execution that claimed it last.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>Who is claimed first among what waits: the higher.</summary>
    public int Priority { get; init; }

    /// <summary>Before this nobody may claim it (UTC).</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Pending past this, it is cancelled as expired (UTC).</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When the claim ends without a heartbeat (UTC). Absent: not claimed, or claimed without an end.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>How often it was claimed.</summary>
    public int Attempts { get; init; }

    /// <summary>What the executor reported.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Why it failed or was cancelled.</summary>
    public string? Error { get; init; }

    /// <summary>When it was created (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed (UTC).</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was claimed last (UTC).</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>When it was completed (UTC); not set when it failed or was cancelled.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When it completed, failed or was cancelled (UTC).</summary>
    public DateTimeOffset? EndedAt { get; init; }

    internal static IntentView Of(Intent intent) => new()
    {
        IntentId = intent.IntentId,
        IntentType = intent.IntentType,
        Status = intent.Status.Word(),
        TargetArtifactId = intent.TargetArtifactId,
        Context = intent.Context,
        CreatedBy = intent.IsOnlyCancelled ? null : intent.CreatedBy,
        SessionId = intent.SessionId,
        Owner = intent.Owner,
        CorrelationId = intent.CorrelationId,
        ParentExecutionId = intent.ParentExecutionId,
        Worker = intent.Worker,
        ExecutionId = intent.ExecutionId,
        Result = intent.Result,
        Error = intent.Error,
        Priority = intent.Priority,
        NotBefore = intent.NotBefore,
        ExpiresAt = intent.ExpiresAt,
        LeaseUntil = intent.LeaseUntil,
        Attempts = intent.Attempts,
        CreatedAt = intent.CreatedAt,
        UpdatedAt = intent.UpdatedAt,
        ClaimedAt = intent.ClaimedAt,
        CompletedAt = intent.CompletedAt,
        EndedAt = intent.EndedAt,
    };
}

using System.Text.Json;
using MassTransit;

namespace IntentEngine.Contracts.Intents;

/// <summary>Fact: work on an intent ended. A failed intent may be retried; then it ends again, with a greater <see cref="EndedAt"/>.</summary>
/// <remarks>For whoever wants to know; an owner with a token is told by <see cref="CompletionReported"/> as well.</remarks>
[EntityName("intents.ended.v1")]
[MessageUrn("intents:ended:v1")]
public sealed record IntentEnded
{
    /// <summary>Whose intent it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>What should have been done.</summary>
    public required string IntentType { get; init; }

    /// <summary>How it ended.</summary>
    public required IntentEnding Status { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>The artifact it is about. Null: none.</summary>
    public string? TargetArtifactId { get; init; }

    /// <summary>The execution that claimed it last. Null: nobody did.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>What the executor reported, a JSON object. Null: nothing.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Why it failed or was cancelled, for people. Null when completed.</summary>
    public string? Error { get; init; }

    /// <summary>Correlation of the executions it belongs to.</summary>
    public string? CorrelationId { get; init; }
}

/// <summary>The states in which nobody works on an intent any more.</summary>
public enum IntentEnding
{
    /// <summary>It was done.</summary>
    Completed,

    /// <summary>It was tried and failed.</summary>
    Failed,

    /// <summary>Nobody wanted it any more.</summary>
    Cancelled,
}

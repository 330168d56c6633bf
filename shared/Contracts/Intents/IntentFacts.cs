using System.Text.Json;
using MassTransit;

namespace IntentEngine.Contracts.Intents;

/// <summary>Fact: an intent waits for somebody to claim it. May come again while it waits.</summary>
[EntityName("intents.ready.v1")]
[MessageUrn("intents:ready:v1")]
public sealed record IntentReady
{
    /// <summary>Whose intent it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>What should be done; executors look at this alone.</summary>
    public required string IntentType { get; init; }
}

/// <summary>Fact: a claim won. Comes again when the winner claims again.</summary>
/// <remarks>For claims by message and of single intents. Who claims several over HTTP is answered there and then, and nobody else is told.</remarks>
[EntityName("intents.claimed.v1")]
[MessageUrn("intents:claimed:v1")]
public sealed record IntentClaimed
{
    /// <summary>Whose intent it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>What should be done.</summary>
    public required string IntentType { get; init; }

    /// <summary>Who won.</summary>
    public required string Worker { get; init; }

    /// <summary>The winner's execution.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The artifact it is about.</summary>
    public string? TargetArtifactId { get; init; }

    /// <summary>All the executor needs.</summary>
    public required JsonElement Context { get; init; }

    /// <summary>Correlation of the executions it belongs to.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The execution that caused the intent.</summary>
    public string? ParentExecutionId { get; init; }

    /// <summary>The bytes of the artifact it is about, for an execution that somebody started with <c>POST /api/intents/{id}/execute</c>. Null: claimed in another way.</summary>
    public ArtifactContent? Target { get; init; }

    /// <summary>When the claim ends without a <see cref="HeartbeatIntent"/> (UTC). Null: it has no end of its own.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>The how manieth claim of this intent it is, from 1.</summary>
    public int? Attempt { get; init; }
}

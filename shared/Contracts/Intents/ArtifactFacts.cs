using System.Text.Json;
using MassTransit;

namespace IntentEngine.Contracts.Intents;

/// <summary>Fact: an artifact exists. May come again, and after later facts about it: the highest version is its present state.</summary>
[EntityName("artifacts.registered.v1")]
[MessageUrn("artifacts:registered:v1")]
public sealed record ArtifactRegistered
{
    /// <summary>Whose artifact it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The artifact: as it began, or, when this is told again, as it is.</summary>
    public required ArtifactDescription Artifact { get; init; }
}

/// <summary>Fact: an artifact moved on in its life. May come again and in any order: the highest version is its present state.</summary>
[EntityName("artifacts.state-changed.v1")]
[MessageUrn("artifacts:state-changed:v1")]
public sealed record ArtifactStateChanged
{
    /// <summary>Whose artifact it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The state it was in.</summary>
    public required ArtifactState FromState { get; init; }

    /// <summary>Why, for people.</summary>
    public string? Reason { get; init; }

    /// <summary>The artifact as it is now.</summary>
    public required ArtifactDescription Artifact { get; init; }
}

/// <summary>All that others may know of an artifact; nothing about where its bytes are.</summary>
public sealed record ArtifactDescription
{
    /// <summary>The artifact.</summary>
    public required string ArtifactId { get; init; }

    /// <summary>What it is, e.g. <c>file</c>.</summary>
    public required string ArtifactType { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required ArtifactState LifecycleState { get; init; }

    /// <summary>Place in the artifact's own history, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>When it was registered (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it came into this state (UTC).</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The artifacts it was derived from, first parent first; empty for a source.</summary>
    public IReadOnlyList<string> ParentArtifacts { get; init; } = [];

    /// <summary>What made it.</summary>
    public ArtifactProducer? ProducedBy { get; init; }

    /// <summary>What kind of derivation made it.</summary>
    public required string DerivationIntent { get; init; }

    /// <summary>The execution that made it.</summary>
    public required string DerivationRunId { get; init; }

    /// <summary>0 for a source, else 1 + the highest parent's (spec semantics §2.4).</summary>
    public required int Generation { get; init; }

    /// <summary>Root of the first parent; of a source, itself.</summary>
    public required string RootArtifactId { get; init; }

    /// <summary>The workflow or intent it belongs to.</summary>
    public string? RunId { get; init; }

    /// <summary>Correlation of the executions it belongs to.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>What it contains.</summary>
    public JsonElement? SemanticDescriptor { get; init; }

    /// <summary>Name for people.</summary>
    public string? DisplayName { get; init; }
}

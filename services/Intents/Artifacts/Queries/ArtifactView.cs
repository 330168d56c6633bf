using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Artifacts.Lifecycle;

namespace IntentEngine.Intents.Artifacts.Queries;

/// <summary>An artifact as HTTP shows it (spec semantics §2.3, §2.4).</summary>
public sealed record ArtifactView
{
    /// <summary>Its id within the organization.</summary>
    public required string ArtifactId { get; init; }

    /// <summary>What it is, e.g. <c>file</c> or <c>parsed_content</c>.</summary>
    public required string ArtifactType { get; init; }

    /// <summary><c>PENDING</c>, <c>READY</c>, <c>FAILED</c>, <c>ARCHIVED</c> or <c>DELETED</c>.</summary>
    public required ArtifactState LifecycleState { get; init; }

    /// <summary>Name for people.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What it contains; nothing about storage.</summary>
    public JsonElement? SemanticDescriptor { get; init; }

    /// <summary>What made it. Absent: a person brought it.</summary>
    public ArtifactProducer? ProducedBy { get; init; }

    /// <summary>The artifacts it was derived from, first parent first.</summary>
    public required IReadOnlyList<string> ParentArtifacts { get; init; }

    /// <summary>The same and more, structured.</summary>
    public required ArtifactLineage Lineage { get; init; }

    /// <summary>The forms its bytes are kept in.</summary>
    public required IReadOnlyList<ArtifactMaterialization> Materializations { get; init; }

    /// <summary>The workflow or intent it belongs to.</summary>
    public string? RunId { get; init; }

    /// <summary>Correlation of the executions it belongs to.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The session it was uploaded in.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Subject or service that brought it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was registered (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its state last changed (UTC).</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Place in its own history, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>Where an artifact came from (seed 000, phase 2).</summary>
    /// <param name="DerivedFrom">Its parents, first parent first.</param>
    /// <param name="DerivationIntent">What kind of derivation made it.</param>
    /// <param name="DerivationRunId">The execution that made it.</param>
    /// <param name="Generation">0 for a source, else 1 + the highest parent's.</param>
    /// <param name="RootArtifactId">Root of the first parent; of a source, itself.</param>
    public sealed record ArtifactLineage(IReadOnlyList<string> DerivedFrom, string DerivationIntent, string DerivationRunId, int Generation, string RootArtifactId);

    internal static ArtifactView Of(Artifact artifact) => new()
    {
        ArtifactId = artifact.ArtifactId,
        ArtifactType = artifact.ArtifactType,
        LifecycleState = artifact.State,
        DisplayName = artifact.DisplayName,
        SemanticDescriptor = artifact.SemanticDescriptor,
        ProducedBy = artifact.Describe().ProducedBy,
        ParentArtifacts = artifact.Parents,
        Lineage = new ArtifactLineage(artifact.Parents, artifact.DerivationIntent, artifact.DerivationRunId, artifact.Generation, artifact.RootArtifactId),
        Materializations = artifact.Materializations,
        RunId = artifact.RunId ?? artifact.IntentId,
        CorrelationId = artifact.CorrelationId,
        SessionId = artifact.SessionId,
        CreatedBy = artifact.CreatedBy,
        CreatedAt = artifact.CreatedAt,
        UpdatedAt = artifact.UpdatedAt,
        Version = artifact.Version,
    };
}

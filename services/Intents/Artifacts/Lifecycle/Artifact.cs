using System.Text.Json;
using IntentEngine.Contracts.Intents;

namespace IntentEngine.Intents.Artifacts.Lifecycle;

/// <summary>One artifact as the registry knows it (spec semantics §2.3); every member but state, time of change and version stays as registered.</summary>
internal sealed record Artifact
{
    public required Guid OrganizationId { get; init; }

    public required string ArtifactId { get; init; }

    public required string ArtifactType { get; init; }

    public required ArtifactState State { get; init; }

    public string? DisplayName { get; init; }

    public JsonElement? SemanticDescriptor { get; init; }

    /// <summary>First parent first; empty for a source.</summary>
    public required IReadOnlyList<string> Parents { get; init; }

    /// <summary>0 for a source, else 1 + the highest parent's (spec semantics §2.4).</summary>
    public required int Generation { get; init; }

    /// <summary>Root of the first parent; of a source, itself.</summary>
    public required string RootArtifactId { get; init; }

    public required string DerivationIntent { get; init; }

    public required string DerivationRunId { get; init; }

    /// <summary>The intent it was made for.</summary>
    public string? IntentId { get; init; }

    /// <summary>The execution that made it.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>The workflow it belongs to.</summary>
    public string? RunId { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>The session it was uploaded in.</summary>
    public Guid? SessionId { get; init; }

    public required string CreatedBy { get; init; }

    public required IReadOnlyList<ArtifactMaterialization> Materializations { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Grows by one with every change, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What others may know of it.</summary>
    public ArtifactDescription Describe() => new()
    {
        ArtifactId = ArtifactId,
        ArtifactType = ArtifactType,
        LifecycleState = State,
        Version = Version,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        ParentArtifacts = Parents,
        ProducedBy = IntentId is null && ExecutionId is null ? null : new ArtifactProducer { IntentId = IntentId, ExecutionId = ExecutionId },
        DerivationIntent = DerivationIntent,
        DerivationRunId = DerivationRunId,
        Generation = Generation,
        RootArtifactId = RootArtifactId,
        RunId = RunId ?? IntentId,
        CorrelationId = CorrelationId,
        SemanticDescriptor = SemanticDescriptor,
        DisplayName = DisplayName,
    };
}

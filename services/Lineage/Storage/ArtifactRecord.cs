using System.Text.Json;

namespace IntentEngine.Lineage.Storage;

/// <summary>A row of <c>artifact_index</c>, for reading; facts alone write it.</summary>
internal sealed class ArtifactRecord
{
    public Guid OrganizationId { get; init; }

    public required string ArtifactId { get; init; }

    public required string ArtifactType { get; init; }

    public required string LifecycleState { get; init; }

    public JsonElement? SemanticDescriptor { get; init; }

    public required string DerivationIntent { get; init; }

    public required string DerivationRunId { get; init; }

    public string? RunId { get; init; }

    public required string[] ParentArtifacts { get; init; }

    /// <summary>Null in a circle of derivations.</summary>
    public int? Generation { get; init; }

    /// <summary>Null in a circle of derivations.</summary>
    public string? RootArtifactId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }
}

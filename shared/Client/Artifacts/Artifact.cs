using System.Text.Json;

namespace IntentEngine.Client.Artifacts;

/// <summary>An entry of the artifact index: what exists and where it came from.</summary>
public sealed record Artifact
{
    /// <summary>Its id.</summary>
    public required string ArtifactId { get; init; }

    /// <summary>What it is, e.g. <c>seed_keywords</c>.</summary>
    public required string ArtifactType { get; init; }

    /// <summary><c>PENDING</c>, <c>READY</c>, <c>FAILED</c>, <c>ARCHIVED</c> or <c>DELETED</c>.</summary>
    public required string LifecycleState { get; init; }

    /// <summary>Name for lists.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Name, counts and the like.</summary>
    public JsonElement? SemanticDescriptor { get; init; }

    /// <summary>The workflow or intent it belongs to.</summary>
    public string? RunId { get; init; }

    /// <summary>Its parents, first parent first; empty for a source.</summary>
    public required IReadOnlyList<string> ParentArtifacts { get; init; }

    /// <summary>What it was derived from, structured.</summary>
    public required ArtifactOrigin Lineage { get; init; }

    /// <summary>When it was first known (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed (UTC).</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

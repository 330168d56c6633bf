using System.Text.Json;

namespace IntentEngine.Contracts.Lineage;

/// <summary>What is known of one artifact: something that exists and what it was derived from (seed 000, phase 2 and 3).</summary>
public sealed record ArtifactFact
{
    /// <summary>Id of the fact, the same whenever it is told again.</summary>
    public required Guid FactId { get; init; }

    /// <summary>Whose artifact it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The artifact.</summary>
    public required string ArtifactId { get; init; }

    /// <summary>What it is, e.g. <c>icp_document</c>, <c>seed_keywords</c>, <c>article</c>.</summary>
    public required string ArtifactType { get; init; }

    /// <summary><c>PENDING</c>, <c>READY</c>, <c>FAILED</c>, <c>ARCHIVED</c> or <c>DELETED</c>.</summary>
    public required string LifecycleState { get; init; }

    /// <summary>Place in the artifact's own history, from 1.</summary>
    public required int Sequence { get; init; }

    /// <summary>When it happened (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What kind of derivation made it, e.g. <c>content.seeds</c>.</summary>
    public required string DerivationIntent { get; init; }

    /// <summary>The execution that made it.</summary>
    public required string DerivationRunId { get; init; }

    /// <summary>The workflow or intent it belongs to.</summary>
    public string? RunId { get; init; }

    /// <summary>The artifacts it was derived from, first parent first; empty for a source.</summary>
    public IReadOnlyList<string> ParentArtifacts { get; init; } = [];

    /// <summary>Name, counts and the like for lists; no storage information.</summary>
    public JsonElement? SemanticDescriptor { get; init; }
}

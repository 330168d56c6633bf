using System.Text.Json;
using IntentEngine.Contracts.Lineage;

namespace IntentEngine.Lineage.Projection;

/// <summary>What <c>artifact_events</c> keeps of a fact besides its own columns: all the rest, so that the index can be rebuilt from them.</summary>
internal sealed record ArtifactData
{
    public required string ArtifactType { get; init; }

    public required string LifecycleState { get; init; }

    public required string DerivationIntent { get; init; }

    public required string DerivationRunId { get; init; }

    public string? RunId { get; init; }

    public IReadOnlyList<string> ParentArtifacts { get; init; } = [];

    public JsonElement? SemanticDescriptor { get; init; }

    public static ArtifactData Of(ArtifactFact fact) => new()
    {
        ArtifactType = fact.ArtifactType,
        LifecycleState = fact.LifecycleState,
        DerivationIntent = fact.DerivationIntent,
        DerivationRunId = fact.DerivationRunId,
        RunId = fact.RunId,
        ParentArtifacts = fact.ParentArtifacts,
        SemanticDescriptor = fact.SemanticDescriptor.OrNothing(),
    };

    /// <summary>The fact again, from the row that keeps it.</summary>
    public ArtifactFact ToFact(Guid organizationId, string artifactId, int sequence, Guid factId, DateTimeOffset at) => new()
    {
        FactId = factId,
        OrganizationId = organizationId,
        ArtifactId = artifactId,
        Sequence = sequence,
        At = at,
        ArtifactType = ArtifactType,
        LifecycleState = LifecycleState,
        DerivationIntent = DerivationIntent,
        DerivationRunId = DerivationRunId,
        RunId = RunId,
        ParentArtifacts = ParentArtifacts,
        SemanticDescriptor = SemanticDescriptor,
    };
}

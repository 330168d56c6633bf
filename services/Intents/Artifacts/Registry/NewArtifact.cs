using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Artifacts.Lifecycle;

namespace IntentEngine.Intents.Artifacts.Registry;

/// <summary>An artifact somebody wants to register, however the wish came.</summary>
internal sealed record NewArtifact
{
    /// <summary>See <see cref="Artifact.ArtifactId"/>.</summary>
    public required string ArtifactId { get; init; }

    /// <summary>See <see cref="Artifact.ArtifactType"/>.</summary>
    public required string ArtifactType { get; init; }

    /// <summary>How it begins: pending or ready.</summary>
    public required ArtifactState State { get; init; }

    /// <summary>See <see cref="Artifact.Parents"/>.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];

    /// <summary>See <see cref="Artifact.DerivationIntent"/>.</summary>
    public required string DerivationIntent { get; init; }

    /// <summary>See <see cref="Artifact.DerivationRunId"/>.</summary>
    public required string DerivationRunId { get; init; }

    /// <summary>See <see cref="Artifact.IntentId"/>.</summary>
    public string? IntentId { get; init; }

    /// <summary>See <see cref="Artifact.ExecutionId"/>.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>See <see cref="Artifact.RunId"/>.</summary>
    public string? RunId { get; init; }

    /// <summary>See <see cref="Artifact.CorrelationId"/>.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>See <see cref="Artifact.SessionId"/>.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>See <see cref="Artifact.CreatedBy"/>.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>See <see cref="Artifact.SemanticDescriptor"/>.</summary>
    public JsonElement? SemanticDescriptor { get; init; }

    /// <summary>See <see cref="Artifact.DisplayName"/>.</summary>
    public string? DisplayName { get; init; }

    /// <summary>See <see cref="Artifact.Materializations"/>.</summary>
    public IReadOnlyList<ArtifactMaterialization> Materializations { get; init; } = [];

    /// <summary>The artifact as it begins.</summary>
    /// <param name="organizationId">Whose it is.</param>
    /// <param name="parents">Its parents, in the order of <see cref="Parents"/>.</param>
    /// <param name="now">When.</param>
    public Artifact Begin(Guid organizationId, IReadOnlyList<Artifact> parents, DateTimeOffset now) => new()
    {
        OrganizationId = organizationId,
        ArtifactId = ArtifactId,
        ArtifactType = ArtifactType,
        State = State,
        DisplayName = DisplayName,
        SemanticDescriptor = SemanticDescriptor,
        Parents = Parents,
        // Not the seed's number of parents, which is wrong from the second level on (spec semantics §2.4).
        Generation = parents.Count == 0 ? 0 : 1 + parents.Max(parent => parent.Generation),
        RootArtifactId = parents is [var first, ..] ? first.RootArtifactId : ArtifactId,
        DerivationIntent = DerivationIntent,
        DerivationRunId = DerivationRunId,
        IntentId = IntentId,
        ExecutionId = ExecutionId,
        RunId = RunId,
        CorrelationId = CorrelationId,
        SessionId = SessionId,
        CreatedBy = CreatedBy,
        Materializations = Materializations,
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>What of an existing artifact of the same id is another's: empty when this is a repeat. Names and descriptions are not compared: the first ones stay.</summary>
    public IReadOnlyList<string> DifferencesFrom(Artifact existing)
    {
        var differences = new List<string>();
        if (existing.ArtifactType != ArtifactType) differences.Add("artifact_type");
        if (!existing.Parents.SequenceEqual(Parents)) differences.Add("parent_artifacts");
        if (!existing.Materializations.Select(m => m.Sha256).SequenceEqual(Materializations.Select(m => m.Sha256))) differences.Add("content");
        return differences;
    }
}

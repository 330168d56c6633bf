using System.Text.Json;
using System.Text.Json.Nodes;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Lineage;

namespace IntentEngine.Lineage.Projection;

/// <summary>Turns what the artifact registry tells into facts of the index. Every fact of the registry describes the whole artifact, so any one of them is enough and the newest wins.</summary>
internal static class RegistryFacts
{
    private const string DisplayName = "display_name";

    /// <summary>The facts of one version of an artifact; the same whenever it is told again. A later version also says since when the artifact exists, by a fact that is older than any other.</summary>
    public static IReadOnlyList<ArtifactFact> Of(Guid organizationId, ArtifactDescription artifact)
    {
        var told = Fact(organizationId, artifact);
        return artifact.Version <= 1 ? [told] : [told, told with { Sequence = 0, At = artifact.CreatedAt }];
    }

    private static ArtifactFact Fact(Guid organizationId, ArtifactDescription artifact) => new()
    {
        FactId = IdOf(organizationId, artifact.ArtifactId, artifact.Version),
        OrganizationId = organizationId,
        ArtifactId = artifact.ArtifactId,
        ArtifactType = artifact.ArtifactType,
        LifecycleState = artifact.LifecycleState.ToString().ToUpperInvariant(),
        Sequence = artifact.Version,
        At = artifact.UpdatedAt,
        DerivationIntent = artifact.DerivationIntent,
        DerivationRunId = artifact.DerivationRunId,
        RunId = artifact.RunId,
        ParentArtifacts = artifact.ParentArtifacts ?? [],
        SemanticDescriptor = Describe(artifact),
    };

    private static Guid IdOf(Guid organizationId, string artifactId, int version) => NameBasedGuid.Create(organizationId, $"registry artifact {artifactId} version {version}");

    // Lists take their names from the descriptor.
    private static JsonElement? Describe(ArtifactDescription artifact)
    {
        if (artifact.DisplayName is not { } name) return artifact.SemanticDescriptor;
        var descriptor = artifact.SemanticDescriptor is { ValueKind: JsonValueKind.Object } given ? JsonObject.Create(given)! : [];
        if (!descriptor.ContainsKey(DisplayName)) descriptor[DisplayName] = name;
        return JsonSerializer.SerializeToElement(descriptor);
    }
}

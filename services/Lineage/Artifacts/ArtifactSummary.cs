using System.Text.Json;
using IntentEngine.Lineage.Storage;

namespace IntentEngine.Lineage.Artifacts;

/// <summary>An entry of the artifact index (seed 000): what exists and where it came from; its content is the registry's.</summary>
public sealed record ArtifactSummary
{
    /// <summary>The artifact.</summary>
    public required string ArtifactId { get; init; }

    /// <summary>What it is, e.g. <c>seed_keywords</c>.</summary>
    public required string ArtifactType { get; init; }

    /// <summary><c>PENDING</c>, <c>READY</c>, <c>FAILED</c>, <c>ARCHIVED</c> or <c>DELETED</c>.</summary>
    public required string LifecycleState { get; init; }

    /// <summary>For lists: the descriptor's <c>display_name</c>, <c>name</c> or <c>title</c>, else the type.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Name, counts and the like; no storage information.</summary>
    public JsonElement? SemanticDescriptor { get; init; }

    /// <summary>Who made it.</summary>
    public required Producer ProducedBy { get; init; }

    /// <summary>The workflow or intent it belongs to.</summary>
    public string? RunId { get; init; }

    /// <summary>Its parents, first parent first.</summary>
    public required IReadOnlyList<string> ParentArtifacts { get; init; }

    /// <summary>The same and more, structured.</summary>
    public required StructuredLineage Lineage { get; init; }

    /// <summary>Intents that can work on it, as far as this service knows their needs.</summary>
    public required IReadOnlyList<string> EligibleFor { get; init; }

    /// <summary>When it was first known (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed (UTC).</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What made an artifact.</summary>
    /// <param name="Intent">Kind of work, e.g. <c>content.seeds</c>.</param>
    /// <param name="ExecutionId">The execution.</param>
    public sealed record Producer(string Intent, string ExecutionId);

    internal static ArtifactSummary Of(ArtifactRecord row) => new()
    {
        ArtifactId = row.ArtifactId,
        ArtifactType = row.ArtifactType,
        LifecycleState = row.LifecycleState,
        DisplayName = Named(row.SemanticDescriptor, "display_name", "name", "title") ?? row.ArtifactType,
        SemanticDescriptor = row.SemanticDescriptor,
        ProducedBy = new Producer(row.DerivationIntent, row.DerivationRunId),
        RunId = row.RunId,
        ParentArtifacts = row.ParentArtifacts,
        Lineage = new StructuredLineage
        {
            DerivedFrom = row.ParentArtifacts,
            DerivationIntent = row.DerivationIntent,
            DerivationRunId = row.DerivationRunId,
            Generation = row.Generation,
            RootArtifactId = row.RootArtifactId,
        },
        EligibleFor = Eligibility.IntentsFor(row.ArtifactType),
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.UpdatedAt,
    };

    private static string? Named(JsonElement? descriptor, params ReadOnlySpan<string> members)
    {
        if (descriptor is not { ValueKind: JsonValueKind.Object } named) return null;
        foreach (var member in members)
            if (named.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
                return text;
        return null;
    }
}

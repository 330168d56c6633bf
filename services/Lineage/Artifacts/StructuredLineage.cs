namespace IntentEngine.Lineage.Artifacts;

/// <summary>What an artifact was derived from, by what and how far from its source (seed 000, phase 2).</summary>
public sealed record StructuredLineage
{
    /// <summary>Its parents, first parent first; empty for a source.</summary>
    public required IReadOnlyList<string> DerivedFrom { get; init; }

    /// <summary>What kind of derivation made it.</summary>
    public required string DerivationIntent { get; init; }

    /// <summary>The execution that made it.</summary>
    public required string DerivationRunId { get; init; }

    /// <summary>0 for a source, else 1 + the highest parent's. Absent where derivations run in a circle or are more than 1,000 deep.</summary>
    public int? Generation { get; init; }

    /// <summary>The root of the first parent; of a source, itself. Absent in a circle.</summary>
    public string? RootArtifactId { get; init; }
}

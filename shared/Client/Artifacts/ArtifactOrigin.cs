namespace IntentEngine.Client.Artifacts;

/// <summary>Where an artifact comes from.</summary>
/// <param name="DerivedFrom">Its parents, first parent first.</param>
/// <param name="DerivationIntent">What kind of work made it, e.g. <c>content.seeds</c>.</param>
/// <param name="DerivationRunId">The execution that made it.</param>
/// <param name="Generation">0 for a source, else 1 + the highest parent's. Null: not known.</param>
/// <param name="RootArtifactId">The root of the first parent; of a source, itself. Null: not known.</param>
public sealed record ArtifactOrigin(IReadOnlyList<string> DerivedFrom, string DerivationIntent, string DerivationRunId, int? Generation = null, string? RootArtifactId = null);

namespace IntentEngine.Client.Artifacts;

/// <summary>An artifact between its sources and its derivatives.</summary>
/// <param name="Artifact">The one asked for.</param>
/// <param name="Ancestors">Level by level up.</param>
/// <param name="Descendants">Level by level down.</param>
/// <param name="Complete">Whether nothing known was left out.</param>
/// <param name="TruncatedBy">What left something out: <c>depth</c> or <c>nodes</c>. Null when complete.</param>
public sealed record ArtifactLineage(Artifact Artifact, IReadOnlyList<Artifact> Ancestors, IReadOnlyList<Artifact> Descendants, bool Complete, string? TruncatedBy = null);

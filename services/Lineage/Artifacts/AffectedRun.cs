namespace IntentEngine.Lineage.Artifacts;

/// <summary>A workflow or an intent with how many artifacts of it are affected.</summary>
/// <param name="RunId">The workflow or intent.</param>
/// <param name="Artifacts">How many artifacts.</param>
public sealed record AffectedRun(string RunId, int Artifacts)
{
    /// <summary>The runs in the order they first come.</summary>
    internal static IReadOnlyList<AffectedRun> Of(IEnumerable<ArtifactSummary> artifacts) =>
        [.. artifacts.Where(a => a.RunId is not null).GroupBy(a => a.RunId!, StringComparer.Ordinal).Select(run => new AffectedRun(run.Key, run.Count()))];
}

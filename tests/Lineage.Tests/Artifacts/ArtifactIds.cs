namespace IntentEngine.Lineage.Artifacts;

internal static class ArtifactIds
{
    public static IEnumerable<string> Ids(this IEnumerable<ArtifactSummary> artifacts) => artifacts.Select(a => a.ArtifactId);
}

using System.Text.RegularExpressions;
using IntentEngine.Contracts.Intents;
using IntentEngine.ContentStore;
using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Creation;
using IntentEngine.Intents.Lifecycle;

namespace IntentEngine.Intents.Artifacts.Registry;

/// <summary>What a new artifact must look like, over HTTP and as a message alike.</summary>
internal static partial class NewArtifactRules
{
    private const int MostParents = 100;
    private const int MostMaterializations = 20;

    /// <summary>Notes every fault of <paramref name="artifact"/> by the name it has on the wire.</summary>
    public static void Check(NewArtifact artifact, Validation faults)
    {
        faults.Require(IntentIds.AreWellFormed(artifact.ArtifactId), "artifact_id", $"expected {IntentIds.Rule}.");
        CheckType(artifact.ArtifactType, "artifact_type", faults);
        faults.Require(artifact.State is ArtifactState.Pending or ArtifactState.Ready, "lifecycle_state", "expected PENDING or READY: an artifact begins there.");
        CheckParents(artifact.Parents, faults);
        faults.RequireText(artifact.DerivationIntent, "derivation_intent", NewIntentRules.LongestId);
        faults.RequireText(artifact.DerivationRunId, "derivation_run_id", NewIntentRules.LongestId);
        faults.RequireText(artifact.CreatedBy, "created_by", 255);
        CheckText(artifact.IntentId, "intent_id", NewIntentRules.LongestId, faults);
        CheckText(artifact.ExecutionId, "execution_id", NewIntentRules.LongestId, faults);
        CheckText(artifact.RunId, "run_id", NewIntentRules.LongestId, faults);
        CheckText(artifact.CorrelationId, "correlation_id", NewIntentRules.LongestId, faults);
        CheckText(artifact.DisplayName, "display_name", 255, faults);
        if (artifact.SemanticDescriptor is { } descriptor) JsonObjectRules.Check(descriptor, "semantic_descriptor", faults);
        CheckMaterializations(artifact.Materializations, faults);
    }

    private static void CheckParents(IReadOnlyList<string> parents, Validation faults)
    {
        faults.Require(parents.Count <= MostParents, "parent_artifacts", $"expected at most {MostParents} parents; came {parents.Count}.");
        faults.Require(parents.All(IntentIds.AreWellFormed), "parent_artifacts", $"expected ids of {IntentIds.Rule}.");
        faults.Require(parents.Distinct(StringComparer.Ordinal).Count() == parents.Count, "parent_artifacts", "expected each parent once.");
    }

    private static void CheckMaterializations(IReadOnlyList<ArtifactMaterialization> materializations, Validation faults)
    {
        faults.Require(materializations.Count <= MostMaterializations, "materializations", $"expected at most {MostMaterializations}; came {materializations.Count}.");
        faults.Require(materializations.DistinctBy(m => m.Id, StringComparer.Ordinal).Count() == materializations.Count, "materializations", "expected ids that differ.");
        for (var i = 0; i < materializations.Count; i++) CheckMaterialization(materializations[i], $"materializations[{i}]", faults);
    }

    private static void CheckMaterialization(ArtifactMaterialization materialization, string field, Validation faults)
    {
        faults.RequireText(materialization.Id, $"{field}.id", NewIntentRules.LongestId);
        CheckType(materialization.StorageType, $"{field}.storage_type", faults);
        faults.RequireText(materialization.Uri, $"{field}.uri", 2000);
        faults.Require(materialization.Format is { Length: <= 255 } format && MediaTypePattern().IsMatch(format), $"{field}.format", "expected a media type such as text/csv.");
        CheckText(materialization.Compression, $"{field}.compression", 50, faults);
        faults.RequireRange(materialization.Size, $"{field}.size", 0, long.MaxValue);
        faults.Require(ContentHash.IsWellFormed(materialization.Sha256), $"{field}.sha256", "expected 64 lower-case hexadecimal digits.");
        if (materialization.StorageType == ArtifactMaterialization.ContentStore)
            faults.Require(materialization.Uri == ArtifactMaterialization.UriOf(materialization.Sha256), $"{field}.uri", $"expected '{ArtifactMaterialization.UriOf(materialization.Sha256)}' for what the content store keeps.");
    }

    private static void CheckType(string value, string field, Validation faults) =>
        faults.Require(TypePattern().IsMatch(value), field, "expected a lower-case letter and then at most 99 lower-case letters, digits or '_', e.g. file.");

    private static void CheckText(string? value, string field, int most, Validation faults)
    {
        if (value is not null) faults.RequireText(value, field, most);
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_]{0,99}\z")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\z")]
    private static partial Regex MediaTypePattern();
}

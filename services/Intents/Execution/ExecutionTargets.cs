using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Artifacts.Registry;
using IntentEngine.Intents.Lifecycle;

namespace IntentEngine.Intents.Execution;

/// <summary>Resolves what an intent is about in the artifact registry, never by its index (spec semantics §2.3).</summary>
internal sealed class ExecutionTargets(ArtifactRegistry registry)
{
    /// <summary>Type of the artifacts that can be parsed.</summary>
    public const string FileType = "file";

    /// <summary>Where the content of the intent's target is. Null: it is no file of this organization that is READY or ARCHIVED with content in the engine's store.</summary>
    public async Task<ArtifactContent?> Resolve(Intent intent, CancellationToken cancel)
    {
        if (intent.TargetArtifactId is not { } target || await registry.Resolve(intent.OrganizationId, target, FileType, cancel) is not { } file) return null;
        // A compressed form is another's to unpack.
        var kept = file.Materializations.FirstOrDefault(m => m is { StorageType: ArtifactMaterialization.ContentStore, Compression: null });
        return kept is null ? null : new ArtifactContent { ArtifactId = file.ArtifactId, Sha256 = kept.Sha256, Size = kept.Size, Format = kept.Format, DisplayName = file.DisplayName };
    }
}

using System.Globalization;
using IntentEngine.Contracts.Intents;
using IntentEngine.ContentStore;
using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Artifacts.Changes;
using IntentEngine.Intents.Artifacts.Lifecycle;
using IntentEngine.Intents.Artifacts.Registry;
using IntentEngine.Intents.Log;

namespace IntentEngine.Intents.Execution;

/// <summary>Registers what came of an execution, once for the same work (spec semantics §2.3: same key, same ids, no second side effect).</summary>
internal sealed class ResultArtifacts(ArtifactRegistry registry, IContentStore store)
{
    private const int MostVersions = 20;

    /// <summary>Registers the artifact, or finds it registered.</summary>
    /// <returns>The id under which it is registered, and why it is not if it is not. When what was made before has failed or was deleted, a new version is registered beside it.</returns>
    /// <exception cref="InvalidRequestException">The command describes no artifact.</exception>
    public async Task<(string ArtifactId, string? Refusal)> Register(ChangeRequest request, RegisterArtifact command, CancellationToken cancel)
    {
        var wish = RegisterArtifactConsumer.Wish(command);
        var faults = new Validation();
        faults.Require(command.OrganizationId == request.OrganizationId, "artifact.organization_id", $"expected {request.OrganizationId}; came {command.OrganizationId}.");
        NewArtifactRules.Check(wish, faults);
        faults.ThrowIfFailed();
        if (await MissingContent(wish, request.OrganizationId, cancel) is { } missing) return (wish.ArtifactId, missing);

        for (var version = 1; version <= MostVersions; version++)
        {
            var next = version == 1 ? wish : wish with { ArtifactId = string.Create(CultureInfo.InvariantCulture, $"{wish.ArtifactId}.{version}") };
            var about = new ArtifactRequest { OrganizationId = request.OrganizationId, ArtifactId = next.ArtifactId, Actor = request.Actor };
            switch (await registry.Register(about, next, cancel))
            {
                case RegisterResult.Created created:
                    return (created.Artifact.ArtifactId, null);
                case RegisterResult.Existed { Artifact: var same } when same.State.IsUsable():
                    return (same.ArtifactId, null);
                case RegisterResult.Existed or RegisterResult.Refused { Existing.State: ArtifactState.Failed or ArtifactState.Deleted }:
                    break;
                case RegisterResult.Refused refused:
                    return (next.ArtifactId, refused.Reason);
                case RegisterResult.ParentsMissing parents:
                    return (next.ArtifactId, parents.Reason);
            }
        }

        return (wish.ArtifactId, $"Expected artifact '{wish.ArtifactId}' or one of its {MostVersions} versions to be usable; all have failed or were deleted.");
    }

    private async Task<string?> MissingContent(NewArtifact wish, Guid organizationId, CancellationToken cancel)
    {
        foreach (var kept in wish.Materializations.Where(m => m.StorageType == ArtifactMaterialization.ContentStore))
        {
            if (await store.KeepAsync(organizationId, kept.Sha256, cancel) != kept.Size) return $"The content {kept.Sha256} of artifact '{wish.ArtifactId}' ({kept.Size} bytes) is not in the content store.";
        }

        return null;
    }
}

using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Artifacts.Lifecycle;
using IntentEngine.Intents.Artifacts.Queries;
using IntentEngine.Intents.Artifacts.Registry;
using IntentEngine.Intents.Log;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Intents.Artifacts.Changes;

/// <summary>What the routes that move an artifact on have in common.</summary>
internal static class Moves
{
    /// <summary>Moves it and answers with the artifact, 404, or 409 that names both states.</summary>
    public static async Task<Results<Ok<ArtifactView>, ProblemHttpResult>> To(
        ArtifactState state, string artifactId, OrganizationContext caller, ArtifactRegistry registry, IdempotencyFeature? key, CancellationToken cancel)
    {
        var request = new ArtifactRequest
        {
            OrganizationId = caller.OrganizationId,
            ArtifactId = artifactId,
            Actor = Actor.Of(caller),
            Remember = key is null ? null : artifact => StoredReplies.Of(key, StatusCodes.Status200OK, ArtifactView.Of(artifact)),
        };
        return await registry.Move(request, state, expected: null, reason: null, cancel) switch
        {
            MoveResult.Done done => TypedResults.Ok(ArtifactView.Of(done.Artifact)),
            MoveResult.Refused refused => Problems.Conflict(refused.Reason, new()
            {
                ["artifact_id"] = artifactId,
                ["current_state"] = refused.Artifact.State.Word(),
                ["requested_state"] = refused.Requested.Word(),
            }),
            _ => Problems.NotFound($"There is no artifact '{GetArtifact.Shorten(artifactId)}' in this organization."),
        };
    }
}

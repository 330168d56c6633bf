using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Artifacts.Lifecycle;
using IntentEngine.Intents.Artifacts.Queries;
using IntentEngine.Intents.Artifacts.Registry;
using IntentEngine.Intents.Log;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Artifacts.Changes;

/// <summary>The three routes that move an artifact on in its life.</summary>
/// <remarks>
/// <c>save</c> keeps an upload that waits: PENDING becomes READY (spec semantics §2.3, two-phase upload). <c>archive</c> keeps an artifact readable and out of lists for
/// new work: READY becomes ARCHIVED. DELETE lets nobody resolve or read it any more: ARCHIVED becomes DELETED. That it existed stays known.
/// </remarks>
internal static class MoveArtifact
{
    public static void MapMoveArtifact(this IEndpointRouteBuilder artifacts)
    {
        Map(artifacts, HttpMethods.Post, "/{artifactId}/save", ArtifactState.Ready).RequireAuthorization(Policies.Member).WithName("PostSave").WithSummary("Save an artifact that is PENDING");
        Map(artifacts, HttpMethods.Post, "/{artifactId}/archive", ArtifactState.Archived).RequireAuthorization(Policies.ContentManager).WithName("PostArchive").WithSummary("Archive an artifact that is READY");
        Map(artifacts, HttpMethods.Delete, "/{artifactId}", ArtifactState.Deleted).RequireAuthorization(Policies.ContentManager).WithName("DeleteArtifact").WithSummary("Delete an artifact that is ARCHIVED");
    }

    private static RouteHandlerBuilder Map(IEndpointRouteBuilder artifacts, string method, string pattern, ArtifactState to) => artifacts
        .MapMethods(pattern, [method], (string artifactId, OrganizationContext caller, ArtifactRegistry registry, IdempotencyFeature? key, CancellationToken cancel) => To(to, artifactId, caller, registry, key, cancel));

    // Answers with the artifact, 404, or 409 that names both states.
    private static async Task<Results<Ok<ArtifactView>, ProblemHttpResult>> To(
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

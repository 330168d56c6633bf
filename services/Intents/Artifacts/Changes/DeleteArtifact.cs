using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Artifacts.Queries;
using IntentEngine.Intents.Artifacts.Registry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Artifacts.Changes;

/// <summary><c>DELETE /api/artifacts/{artifactId}</c> lets nobody resolve or read an artifact any more: ARCHIVED becomes DELETED. That it existed stays known.</summary>
internal static class DeleteArtifact
{
    public static void MapDeleteArtifact(this IEndpointRouteBuilder artifacts) => artifacts
        .MapDelete("/{artifactId}", Handle)
        .RequireAuthorization(Policies.ContentManager)
        .WithName(nameof(DeleteArtifact))
        .WithSummary("Delete an artifact that is ARCHIVED");

    internal static Task<Results<Ok<ArtifactView>, ProblemHttpResult>> Handle(
        string artifactId, OrganizationContext caller, ArtifactRegistry registry, IdempotencyFeature? key, CancellationToken cancel) =>
        Moves.To(ArtifactState.Deleted, artifactId, caller, registry, key, cancel);
}

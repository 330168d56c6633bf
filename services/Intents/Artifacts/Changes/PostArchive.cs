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

/// <summary><c>POST /api/artifacts/{artifactId}/archive</c> keeps an artifact readable and out of lists for new work: READY becomes ARCHIVED.</summary>
internal static class PostArchive
{
    public static void MapPostArchive(this IEndpointRouteBuilder artifacts) => artifacts
        .MapPost("/{artifactId}/archive", Handle)
        .RequireAuthorization(Policies.ContentManager)
        .WithName(nameof(PostArchive))
        .WithSummary("Archive an artifact that is READY");

    internal static Task<Results<Ok<ArtifactView>, ProblemHttpResult>> Handle(
        string artifactId, OrganizationContext caller, ArtifactRegistry registry, IdempotencyFeature? key, CancellationToken cancel) =>
        Moves.To(ArtifactState.Archived, artifactId, caller, registry, key, cancel);
}

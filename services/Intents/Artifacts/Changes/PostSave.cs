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

/// <summary><c>POST /api/artifacts/{artifactId}/save</c> keeps an upload that waits: PENDING becomes READY (spec semantics §2.3, two-phase upload).</summary>
internal static class PostSave
{
    public static void MapPostSave(this IEndpointRouteBuilder artifacts) => artifacts
        .MapPost("/{artifactId}/save", Handle)
        .RequireAuthorization(Policies.Member)
        .WithName(nameof(PostSave))
        .WithSummary("Save an artifact that is PENDING");

    internal static Task<Results<Ok<ArtifactView>, ProblemHttpResult>> Handle(
        string artifactId, OrganizationContext caller, ArtifactRegistry registry, IdempotencyFeature? key, CancellationToken cancel) =>
        Moves.To(ArtifactState.Ready, artifactId, caller, registry, key, cancel);
}

using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Artifacts.Registry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Artifacts.Queries;

/// <summary><c>GET /api/artifacts/{artifactId}?type=</c> resolves an artifact: only one that is READY or ARCHIVED, and of the wanted type. Lists come from the artifact index.</summary>
internal static class GetArtifact
{
    public static void MapGetArtifact(this IEndpointRouteBuilder artifacts) => artifacts
        .MapGet("/{artifactId}", Handle)
        .WithName(nameof(GetArtifact))
        .WithSummary("Resolve an artifact that is READY or ARCHIVED");

    internal static async Task<Results<Ok<ArtifactView>, ProblemHttpResult>> Handle(
        string artifactId, [FromQuery(Name = "type")] string? type, OrganizationContext caller, ArtifactRegistry registry, CancellationToken cancel) =>
        await registry.Resolve(caller.OrganizationId, artifactId, type, cancel) is { } artifact ? TypedResults.Ok(ArtifactView.Of(artifact)) : Missing(artifactId);

    /// <summary>404, the same for an id nobody has, another organization's, one of another type and one that cannot be used.</summary>
    internal static ProblemHttpResult Missing(string artifactId) => Problems.NotFound($"There is no artifact '{Shorten(artifactId)}' to be resolved in this organization; the states of all are listed by /api/artifact-index.");

    internal static string Shorten(string artifactId) => artifactId.Length <= 200 ? artifactId : artifactId[..200] + "…";
}

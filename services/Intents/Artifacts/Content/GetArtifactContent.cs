using IntentEngine.ContentStore;
using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.OpenApi;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Artifacts.Lifecycle;
using IntentEngine.Intents.Artifacts.Queries;
using IntentEngine.Intents.Artifacts.Registry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace IntentEngine.Intents.Artifacts.Content;

/// <summary><c>GET /api/artifacts/{artifactId}/content</c> streams the bytes of an artifact that can be resolved, whole or in part (RFC 9110 §14).</summary>
internal static class GetArtifactContent
{
    public static void MapGetArtifactContent(this IEndpointRouteBuilder artifacts, TimeSpan timeout) => artifacts
        .MapGet("/{artifactId}/content", Handle)
        .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
        .WithRequestTimeout(timeout)
        .WithName(nameof(GetArtifactContent))
        .WithSummary("Read the bytes of an artifact; ranges and If-None-Match are honoured")
        .WithProblems(StatusCodes.Status503ServiceUnavailable);

    internal static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Handle(
        string artifactId, [FromQuery(Name = "type")] string? type, [FromQuery(Name = "materialization")] string? materialization,
        OrganizationContext caller, ArtifactRegistry registry, IContentStore store, HttpContext http, CancellationToken cancel)
    {
        if (await registry.Resolve(caller.OrganizationId, artifactId, type, cancel) is not { } artifact) return GetArtifact.Missing(artifactId);
        var kept = artifact.Materializations.FirstOrDefault(m => m.StorageType == ArtifactMaterialization.ContentStore && (materialization is null || m.Id == materialization));
        if (kept is null)
            return Problems.NotFound($"Artifact '{artifact.ArtifactId}' has no {(materialization is null ? "content" : "such content")} here; its materializations say who keeps it.");

        try
        {
            if (await store.OpenAsync(caller.OrganizationId, kept.Sha256, cancel) is { } content) return Send(http, artifact, kept, content);
        }
        catch (ContentStoreUnavailableException failure)
        {
            return StoreFailures.Away(http, failure);
        }

        return StoreFailures.Lost(http, artifact.ArtifactId, kept.Sha256);
    }

    private static FileStreamHttpResult Send(HttpContext http, Artifact artifact, ArtifactMaterialization kept, Stream content)
    {
        // Whatever it is, it must not run as a page of this site.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        // The bytes of an artifact never change, but whether the caller may still read it does.
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Stream(
            content,
            kept.Compression is null ? kept.Format : "application/octet-stream",
            // A name makes it an attachment.
            artifact.DisplayName ?? artifact.ArtifactId,
            artifact.CreatedAt,
            new EntityTagHeaderValue($"\"{kept.Sha256}\""),
            enableRangeProcessing: true);
    }
}

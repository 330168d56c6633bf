using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Lineage.Artifacts;

/// <summary>The routes of the artifact index: lists come from here, contents from the registry (<c>/api/artifacts</c>), never the one for the other.</summary>
internal static class ArtifactRoutes
{
    public static void MapArtifactIndex(this IEndpointRouteBuilder lineage)
    {
        var index = lineage.MapGroup("/api/artifact-index");
        index.MapGet("/", ArtifactList.Handle).WithName(nameof(ArtifactList)).WithSummary("List artifacts, newest first");
        index.MapGet("/{id}", ArtifactById.Handle).WithName(nameof(ArtifactById)).WithSummary("Read one entry of the artifact index");
        index.MapGet("/{id}/lineage", ArtifactLineageById.Handle).WithName(nameof(ArtifactLineageById)).WithSummary("Ancestors and descendants of an artifact");
        index.MapGet("/{id}/impact", ImpactOfArtifact.Handle).WithName(nameof(ImpactOfArtifact)).WithSummary("What must be redone if an artifact is wrong: everything derived from it, and the executions that did");
        index.MapGet("/{id}/proof", ProofOfArtifact.Handle).WithName(nameof(ProofOfArtifact)).WithSummary("What an artifact rests on: its sources, the executions that made them, the decisions that allowed them");
    }
}

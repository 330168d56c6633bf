using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Lineage.Artifacts;

/// <summary><c>GET /api/artifact-index/{id}</c>: one entry of the index, whatever its state.</summary>
internal static class ArtifactById
{
    public static async Task<Results<Ok<ArtifactSummary>, ProblemHttpResult>> Handle(
        string id, OrganizationContext organization, LineageDbContext db, CancellationToken cancel)
    {
        var row = await db.Artifacts.FirstOrDefaultAsync(a => a.OrganizationId == organization.OrganizationId && a.ArtifactId == id, cancel);
        return row is null ? Problems.NotFound($"Artifact '{id}' is not in the index.") : TypedResults.Ok(ArtifactSummary.Of(row));
    }
}

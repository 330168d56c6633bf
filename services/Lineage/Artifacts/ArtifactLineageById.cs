using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Storage;
using IntentEngine.Lineage.Traversal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Lineage.Artifacts;

/// <summary><c>GET /api/artifact-index/{id}/lineage?depth=20</c>: what an artifact was made from and what was made from it.</summary>
internal static class ArtifactLineageById
{
    /// <summary>An artifact between its sources and its derivatives; at most 1,000 artifacts. The edges are in <c>parent_artifacts</c>.</summary>
    /// <param name="Artifact">The artifact asked for.</param>
    /// <param name="Ancestors">Level by level from the parents up; within a level by (created_at, id). Parents that are not in the index are left out.</param>
    /// <param name="Descendants">Level by level down, ordered likewise.</param>
    /// <param name="Complete">Whether nothing known was left out.</param>
    /// <param name="TruncatedBy">What left something out: <c>depth</c> or <c>nodes</c>. Absent when complete.</param>
    public sealed record Response(
        ArtifactSummary Artifact, IReadOnlyList<ArtifactSummary> Ancestors, IReadOnlyList<ArtifactSummary> Descendants, bool Complete, Limit? TruncatedBy);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string id, int? depth, OrganizationContext organization, ArtifactGraph graph, LineageDbContext db, CancellationToken cancel)
    {
        var levels = depth ?? 20;
        var rules = new Validation();
        if (!rules.RequireRange(levels, "depth", 1, 100)) return rules.Problem!;

        var start = new Node(id, default);
        var ancestors = await BreadthFirst.FromAsync(start, levels, BreadthFirst.MostNodes - 1, graph.ParentsIn(organization.OrganizationId), cancel);
        var room = BreadthFirst.MostNodes - 1 - ancestors.Nodes.Count;
        var descendants = await BreadthFirst.FromAsync(start, levels, room, graph.ChildrenIn(organization.OrganizationId), cancel);

        string[] ids = [id, .. ancestors.Nodes.Concat(descendants.Nodes).Select(node => node.Id).Distinct(StringComparer.Ordinal)];
        var rows = await db.Artifacts
            .Where(a => a.OrganizationId == organization.OrganizationId && ids.Contains(a.ArtifactId))
            .ToDictionaryAsync(a => a.ArtifactId, ArtifactSummary.Of, StringComparer.Ordinal, cancel);
        if (!rows.TryGetValue(id, out var artifact)) return Problems.NotFound($"Artifact '{id}' is not in the index.");
        return TypedResults.Ok(new Response(
            artifact,
            [.. ancestors.Nodes.Select(node => rows[node.Id])],
            [.. descendants.Nodes.Select(node => rows[node.Id])],
            ancestors.TruncatedBy is null && descendants.TruncatedBy is null,
            Limits.Strongest(ancestors, descendants)));
    }
}

using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Storage;
using IntentEngine.Lineage.Traversal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Lineage.Artifacts;

/// <summary><c>GET /api/artifact-index/{id}/lineage?depth=20</c>: what an artifact was made from and what was made from it.</summary>
internal static class ArtifactLineageById
{
    /// <summary>One page of an artifact between its sources and its derivatives. The edges are in <c>parent_artifacts</c>. Pages put one after the other are the whole.</summary>
    /// <param name="Artifact">The artifact asked for, on every page.</param>
    /// <param name="Ancestors">Level by level from the parents up; within a level by (created_at, id). Parents that are not in the index are left out.</param>
    /// <param name="Descendants">Level by level down, ordered likewise.</param>
    /// <param name="Complete">Whether nothing known lies outside this page and those before it.</param>
    /// <param name="TruncatedBy">What left something out: <c>nodes</c> (the page is full) or <c>depth</c>. Absent when complete.</param>
    /// <param name="Cursor">Send it as <c>cursor</c> for the page after this one. Absent: this is the last page.</param>
    public sealed record Response(
        ArtifactSummary Artifact, IReadOnlyList<ArtifactSummary> Ancestors, IReadOnlyList<ArtifactSummary> Descendants, bool Complete, Limit? TruncatedBy, string? Cursor);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string id, [AsParameters] ArtifactQuestion question, string? direction, OrganizationContext organization, ArtifactGraph graph, LineageDbContext db, CancellationToken cancel)
    {
        var rules = question.Read($"artifact lineage\n{id}\n{direction}");
        rules.Require(direction is null or "both" or "up" or "down", "direction", "expected both, up or down.");
        if (rules.Problem is { } refusal) return refusal;

        var start = new Node(id, default);
        var after = question.After;
        var above = direction == "down" || after?.Part > Part.Above
            ? Walk.Nothing with { TruncatedBy = question.IsCutAbove ? Limit.Depth : null }
            : await BreadthFirst.FromAsync(start, question.Levels, after, question.PageSize, graph.ParentsIn(organization.OrganizationId, question.WithDeleted), cancel);
        var below = direction == "up" || above.TruncatedBy == Limit.Nodes
            ? Walk.Nothing
            : await BreadthFirst.FromAsync(start, question.Levels, after?.Part == Part.Below ? after : null, question.PageSize - above.Nodes.Count, graph.ChildrenIn(organization.OrganizationId, question.WithDeleted), cancel);

        var rows = await ArtifactRows.OfAsync(db, organization.OrganizationId, [id, .. above.Nodes.Concat(below.Nodes).Select(placed => placed.Node.Id)], cancel);
        if (!rows.TryGetValue(id, out var artifact)) return Problems.NotFound($"Artifact '{id}' is not in the index.");
        var limit = Limits.Strongest(above, below);
        return TypedResults.Ok(new Response(
            artifact,
            [.. above.Nodes.Select(placed => rows[placed.Node.Id])],
            [.. below.Nodes.Select(placed => rows[placed.Node.Id])],
            limit is null,
            limit,
            limit == Limit.Nodes && !above.IsExhausted && !below.IsExhausted ? question.Next(above, below) : null));
    }
}

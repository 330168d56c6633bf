using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Executions;
using IntentEngine.Lineage.Storage;
using IntentEngine.Lineage.Traversal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Lineage.Artifacts;

/// <summary><c>GET /api/artifact-index/{id}/impact</c>: what must be redone if this is wrong.</summary>
internal static class ImpactOfArtifact
{
    /// <summary>One page of everything that was derived from an artifact, and of what derived it.</summary>
    /// <param name="Artifact">The artifact that may be wrong, on every page.</param>
    /// <param name="Artifacts">What was derived from it, in whatever runs: level by level, within a level by (created_at, id).</param>
    /// <param name="Executions">What made the artifacts of this page, in an order in which it can be done again: by the lowest generation made, then (started_at, id). Executions not told of are left out.</param>
    /// <param name="Runs">The workflows and intents that the artifacts of this page belong to.</param>
    /// <param name="Complete">Whether nothing known lies outside this page and those before it.</param>
    /// <param name="TruncatedBy">What left something out: <c>nodes</c> (the page is full) or <c>depth</c>. Absent when complete.</param>
    /// <param name="Cursor">Send it as <c>cursor</c> for the page after this one. Absent: this is the last page.</param>
    public sealed record Response(
        ArtifactSummary Artifact, IReadOnlyList<ArtifactSummary> Artifacts, IReadOnlyList<LineageExecutionSummary> Executions, IReadOnlyList<AffectedRun> Runs, bool Complete, Limit? TruncatedBy, string? Cursor);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string id, [AsParameters] ArtifactQuestion question, OrganizationContext organization, ArtifactGraph graph, LineageDbContext db, LineageDatabase database, CancellationToken cancel)
    {
        if (question.Read($"impact\n{id}", levels: 1000).Problem is { } refusal) return refusal;

        var walk = await BreadthFirst.FromAsync(new Node(id, default), question.Levels, question.After, question.PageSize, graph.ChildrenIn(organization.OrganizationId, question.WithDeleted), cancel);
        var rows = await ArtifactRows.OfAsync(db, organization.OrganizationId, [id, .. walk.Nodes.Select(placed => placed.Node.Id)], cancel);
        if (!rows.TryGetValue(id, out var artifact)) return Problems.NotFound($"Artifact '{id}' is not in the index.");

        List<ArtifactSummary> artifacts = [.. walk.Nodes.Select(placed => rows[placed.Node.Id])];
        var makers = new ExecutionRows(FieldGroups.All);
        var order = artifacts.GroupBy(a => a.ProducedBy.ExecutionId, StringComparer.Ordinal)
            .ToDictionary(made => made.Key, made => made.Min(a => a.Lineage.Generation ?? int.MaxValue), StringComparer.Ordinal);
        if (order.Count > 0) await database.ReadAsync(organization.OrganizationId, cancel, [makers.Of(organization.OrganizationId, order.Keys)]);
        return TypedResults.Ok(new Response(
            artifact,
            artifacts,
            [.. makers.All.OrderBy(e => order[e.ExecutionId]).ThenBy(e => e.StartedAt ?? e.UpdatedAt).ThenBy(e => e.ExecutionId, StringComparer.Ordinal)],
            AffectedRun.Of(artifacts),
            walk.TruncatedBy is null,
            walk.TruncatedBy,
            walk.TruncatedBy == Limit.Nodes && !walk.IsExhausted ? question.Next(Walk.Nothing, walk) : null));
    }
}

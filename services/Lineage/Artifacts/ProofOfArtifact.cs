using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Executions;
using IntentEngine.Lineage.Storage;
using IntentEngine.Lineage.Traversal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Lineage.Artifacts;

/// <summary><c>GET /api/artifact-index/{id}/proof</c>: where it comes from, what made it, and which decisions allowed it.</summary>
internal static class ProofOfArtifact
{
    /// <summary>Everything an artifact rests on; at most 1000 artifacts and 1000 executions.</summary>
    /// <param name="Artifact">The artifact.</param>
    /// <param name="Artifacts">What it was made from: level by level from the parents up, within a level by (created_at, id).</param>
    /// <param name="RootArtifactIds">All sources it goes back to, not only that of its first parent; parents that are not in the index count as sources. Its own id when it is one.</param>
    /// <param name="Executions">What made these artifacts, with all above it up to the roots, by (started_at, id). Executions not told of are left out.</param>
    /// <param name="Decisions">Decisions of the same runs that were made before the artifact existed, on one of these artifacts or on none in particular, and those its executions carry; by (started_at, id).</param>
    /// <param name="Complete">Whether nothing known was left out.</param>
    /// <param name="TruncatedBy">What left something out: <c>nodes</c> or <c>depth</c>. Absent when complete.</param>
    public sealed record Response(
        ArtifactSummary Artifact, IReadOnlyList<ArtifactSummary> Artifacts, IReadOnlyList<string> RootArtifactIds, IReadOnlyList<LineageExecutionSummary> Executions, IReadOnlyList<Decision> Decisions,
        bool Complete, Limit? TruncatedBy);

    /// <param name="includeDeleted">Whether deleted artifacts are shown and connect what lies beyond them. Default false.</param>
    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string id, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "include_deleted")] bool? includeDeleted, OrganizationContext organization, ArtifactGraph graph, LineageDbContext db, ProofReading reading, CancellationToken cancel)
    {
        var walk = await BreadthFirst.FromAsync(new Node(id, default), depth: 1000, null, BreadthFirst.MostNodes, graph.ParentsIn(organization.OrganizationId, includeDeleted ?? false), cancel);
        var rows = await ArtifactRows.OfAsync(db, organization.OrganizationId, [id, .. walk.Nodes.Select(placed => placed.Node.Id)], cancel);
        if (!rows.TryGetValue(id, out var artifact)) return Problems.NotFound($"Artifact '{id}' is not in the index.");

        List<ArtifactSummary> ancestors = [.. walk.Nodes.Select(placed => rows[placed.Node.Id])];
        ArtifactSummary[] all = [artifact, .. ancestors];
        var (executions, decisions) = await reading.ReadAsync(
            organization.OrganizationId,
            [.. all.Select(a => a.ProducedBy.ExecutionId).Distinct(StringComparer.Ordinal)],
            [.. all.Select(a => a.RunId).OfType<string>().Distinct(StringComparer.Ordinal)],
            artifact.CreatedAt, cancel);
        var isCut = executions.Count > ProofReading.MostExecutions || decisions.Count > ProofReading.MostExecutions;
        return TypedResults.Ok(new Response(
            artifact,
            ancestors,
            [.. Sources(all, rows).Distinct(StringComparer.Ordinal)],
            [.. executions.Take(ProofReading.MostExecutions)],
            [.. decisions.Where(d => d.ArtifactId is null || rows.ContainsKey(d.ArtifactId)).Take(ProofReading.MostExecutions)],
            walk.TruncatedBy is null && !isCut,
            isCut ? Limit.Nodes : walk.TruncatedBy));
    }

    private static IEnumerable<string> Sources(IEnumerable<ArtifactSummary> artifacts, Dictionary<string, ArtifactSummary> rows)
    {
        foreach (var artifact in artifacts)
        {
            var parents = artifact.ParentArtifacts.Where(parent => parent != artifact.ArtifactId).ToList();
            if (parents.Count == 0) yield return artifact.ArtifactId;
            foreach (var unknown in parents.Where(parent => !rows.ContainsKey(parent))) yield return unknown;
        }
    }
}

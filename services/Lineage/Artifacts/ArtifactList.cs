using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Lineage.Artifacts;

/// <summary><c>GET /api/artifact-index</c>: what exists, newest first.</summary>
internal static class ArtifactList
{
    private static readonly string[] States = ["PENDING", "READY", "FAILED", "ARCHIVED", "DELETED"];
    private static readonly string[] UsableStates = ["READY", "ARCHIVED"];

    /// <summary>Which artifacts; all given conditions hold together.</summary>
    /// <param name="Type">Of this type.</param>
    /// <param name="State">In one of these states; may be given several times. Default READY and ARCHIVED.</param>
    /// <param name="EligibleFor">That this intent can work on; an unknown intent restricts nothing.</param>
    /// <param name="RunId">Of this workflow or intent.</param>
    /// <param name="Root">Whose root is this artifact.</param>
    /// <param name="DerivationRunId">Made by this execution.</param>
    /// <param name="DerivationIntent">Made by this kind of work.</param>
    /// <param name="Limit">1 to 200. Default 100.</param>
    /// <param name="Offset">How many to skip, 0 or more. Default 0.</param>
    public sealed record Query(
        [property: FromQuery(Name = "type")] string? Type,
        [property: FromQuery(Name = "state")] string[]? State,
        [property: FromQuery(Name = "eligible_for")] string? EligibleFor,
        [property: FromQuery(Name = "run_id")] string? RunId,
        [property: FromQuery(Name = "root")] string? Root,
        [property: FromQuery(Name = "derivation_run_id")] string? DerivationRunId,
        [property: FromQuery(Name = "derivation_intent")] string? DerivationIntent,
        [property: FromQuery(Name = "limit")] int? Limit,
        [property: FromQuery(Name = "offset")] int? Offset);

    /// <summary>One page of the index.</summary>
    /// <param name="Artifacts">Newest first.</param>
    /// <param name="Total">How many there are on all pages.</param>
    /// <param name="Limit">As asked.</param>
    /// <param name="Offset">As asked.</param>
    public sealed record Page(IReadOnlyList<ArtifactSummary> Artifacts, int Total, int Limit, int Offset);

    public static async Task<Results<Ok<Page>, ProblemHttpResult>> Handle(
        [AsParameters] Query query, OrganizationContext organization, LineageDbContext db, CancellationToken cancel)
    {
        var (limit, offset) = (query.Limit ?? 100, query.Offset ?? 0);
        if (Check(query, limit, offset).Problem is { } refusal) return refusal;

        var artifacts = Matching(db, organization.OrganizationId, query);
        var total = await artifacts.CountAsync(cancel);
        var page = await artifacts
            .OrderByDescending(a => a.CreatedAt).ThenBy(a => a.ArtifactId)
            .Skip(offset).Take(limit).ToListAsync(cancel);
        return TypedResults.Ok(new Page([.. page.Select(ArtifactSummary.Of)], total, limit, offset));
    }

    private static Validation Check(Query query, int limit, int offset)
    {
        var rules = new Validation();
        rules.RequireRange(limit, "limit", 1, 200);
        rules.RequireRange(offset, "offset", 0, int.MaxValue);
        foreach (var state in query.State ?? [])
            rules.Require(States.Contains(state), "state", $"expected one of {string.Join(", ", States)}; came '{state}'.");
        foreach (var (field, value) in new[]
                 {
                     ("type", query.Type), ("eligible_for", query.EligibleFor), ("run_id", query.RunId), ("root", query.Root),
                     ("derivation_run_id", query.DerivationRunId), ("derivation_intent", query.DerivationIntent),
                 })
            if (value is not null) rules.RequireText(value, field, 500);
        return rules;
    }

    private static IQueryable<ArtifactRecord> Matching(LineageDbContext db, Guid organizationId, Query query)
    {
        var states = query.State is { Length: > 0 } asked ? asked : UsableStates;
        var artifacts = db.Artifacts.Where(a => a.OrganizationId == organizationId && states.Contains(a.LifecycleState));
        if (query.Type is { } type) artifacts = artifacts.Where(a => a.ArtifactType == type);
        if (query.EligibleFor is { } intent && Eligibility.TypesFor(intent) is { } types) artifacts = artifacts.Where(a => types.Contains(a.ArtifactType));
        if (query.RunId is { } run) artifacts = artifacts.Where(a => a.RunId == run);
        if (query.Root is { } root) artifacts = artifacts.Where(a => a.RootArtifactId == root);
        if (query.DerivationRunId is { } execution) artifacts = artifacts.Where(a => a.DerivationRunId == execution);
        if (query.DerivationIntent is { } derivation) artifacts = artifacts.Where(a => a.DerivationIntent == derivation);
        return artifacts;
    }
}

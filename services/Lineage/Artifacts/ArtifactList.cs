using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Storage;
using IntentEngine.Lineage.Traversal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Lineage.Artifacts;

/// <summary><c>GET /api/artifact-index</c>: what exists, newest first.</summary>
internal static class ArtifactList
{
    private static readonly string[] States = ["PENDING", "READY", "FAILED", "ARCHIVED", "DELETED"];
    /// <summary>How far a list is counted: past this, only walking through it would tell.</summary>
    private const int CountedTo = 1000;

    private static readonly string[] UsableStates = ["READY", "ARCHIVED"];

    /// <summary>Which artifacts; all given conditions hold together.</summary>
    /// <param name="Type">Of this type.</param>
    /// <param name="State">In one of these states; may be given several times. Default READY and ARCHIVED.</param>
    /// <param name="EligibleFor">That this intent can work on; an unknown intent restricts nothing.</param>
    /// <param name="RunId">Of this workflow or intent.</param>
    /// <param name="Root">Whose root is this artifact.</param>
    /// <param name="DerivationRunId">Made by this execution.</param>
    /// <param name="DerivationIntent">Made by this kind of work.</param>
    /// <param name="DerivedFrom">With this artifact among its parents.</param>
    /// <param name="Limit">1 to 200. Default 100.</param>
    /// <param name="Offset">How many to skip, 0 or more. Default 0.</param>
    /// <param name="Cursor">The next_cursor of the page before, instead of an offset.</param>
    public sealed record Query(
        [property: FromQuery(Name = "type")] string? Type,
        [property: FromQuery(Name = "state")] string[]? State,
        [property: FromQuery(Name = "eligible_for")] string? EligibleFor,
        [property: FromQuery(Name = "run_id")] string? RunId,
        [property: FromQuery(Name = "root")] string? Root,
        [property: FromQuery(Name = "derivation_run_id")] string? DerivationRunId,
        [property: FromQuery(Name = "derivation_intent")] string? DerivationIntent,
        [property: FromQuery(Name = "derived_from")] string? DerivedFrom,
        [property: FromQuery(Name = "limit")] int? Limit,
        [property: FromQuery(Name = "offset")] int? Offset,
        [property: FromQuery(Name = "cursor")] string? Cursor)
    {
        /// <summary>What the list is about, so that a cursor never continues another one.</summary>
        internal string Identity => string.Join('\n', "artifacts", Type, string.Join(',', State ?? []), EligibleFor, RunId, Root, DerivationRunId, DerivationIntent, DerivedFrom);
    }

    /// <summary>One page of the index.</summary>
    /// <param name="Artifacts">Newest first.</param>
    /// <param name="Total">How many there are on all pages, counted up to 1000.</param>
    /// <param name="TotalIsExact">Whether there are no more than <see cref="Total"/>.</param>
    /// <param name="Limit">As asked.</param>
    /// <param name="Offset">As asked.</param>
    /// <param name="NextCursor">Send it as <c>cursor</c>, with the same filters, for the page after this one. Absent: this is the last page.</param>
    public sealed record Page(IReadOnlyList<ArtifactSummary> Artifacts, int Total, bool TotalIsExact, int Limit, int Offset, string? NextCursor);

    public static async Task<Results<Ok<Page>, ProblemHttpResult>> Handle(
        [AsParameters] Query query, OrganizationContext organization, LineageDbContext db, CancellationToken cancel)
    {
        var (limit, offset) = (query.Limit ?? 100, query.Offset ?? 0);
        if (Check(query, limit, offset).Problem is { } refusal) return refusal;

        var after = query.Cursor is null ? null : Position.Read(query.Cursor, query.Identity);
        var artifacts = Matching(db, organization.OrganizationId, query);
        // One more than asked for says whether there is another page.
        var found = await (after is null ? artifacts : artifacts.Where(a => a.CreatedAt <= after.At && (a.CreatedAt < after.At || string.Compare(a.ArtifactId, after.Id) > 0)))
            .OrderByDescending(a => a.CreatedAt).ThenBy(a => a.ArtifactId)
            .Skip(offset).Take(limit + 1).ToListAsync(cancel);
        var isLast = found.Count <= limit;
        var isCounted = isLast && after is null && (found.Count > 0 || offset == 0);
        var total = isCounted ? offset + found.Count : await artifacts.Take(CountedTo + 1).CountAsync(cancel);
        var shown = found.Take(limit).ToList();
        return TypedResults.Ok(new Page(
            [.. shown.Select(ArtifactSummary.Of)], isCounted ? total : Math.Min(total, CountedTo), isCounted || total <= CountedTo, limit, offset,
            isLast ? null : new Position(Part.Above, 0, shown[^1].CreatedAt, shown[^1].ArtifactId).Write(query.Identity)));
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
                     ("derivation_run_id", query.DerivationRunId), ("derivation_intent", query.DerivationIntent), ("derived_from", query.DerivedFrom),
                 })
            if (value is not null) rules.RequireText(value, field, 500);
        if (query.Cursor is null) return rules;
        rules.Require(offset == 0, "offset", "expected none beside a cursor, which says itself where the page begins.");
        rules.Require(Position.Read(query.Cursor, query.Identity) is not null, "cursor", "expected the next_cursor of a page of this same list; begin again without one.");
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
        if (query.DerivedFrom is { } parent) artifacts = artifacts.Where(a => db.ArtifactEdges.Any(e => e.OrganizationId == organizationId && e.Parent == parent && e.Child == a.ArtifactId));
        return artifacts;
    }
}

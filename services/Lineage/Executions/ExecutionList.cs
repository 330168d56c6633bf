using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Lineage.Executions;

/// <summary><c>GET /executions</c>: executions, newest first.</summary>
internal static class ExecutionList
{
    /// <summary>Which executions; all given conditions hold together.</summary>
    /// <param name="Status">Exactly this status.</param>
    /// <param name="CorrelationId">Of this correlation.</param>
    /// <param name="TriggerKind">Started this way.</param>
    /// <param name="RunId">Of this workflow or intent.</param>
    /// <param name="Name">Of this name.</param>
    /// <param name="Since">Started at this time or later.</param>
    /// <param name="Limit">1 to 100. Default 20.</param>
    /// <param name="Offset">How many to skip, 0 or more. Default 0.</param>
    public sealed record Query(
        [property: FromQuery(Name = "status")] string? Status,
        [property: FromQuery(Name = "correlation_id")] string? CorrelationId,
        [property: FromQuery(Name = "trigger_kind")] string? TriggerKind,
        [property: FromQuery(Name = "run_id")] string? RunId,
        [property: FromQuery(Name = "name")] string? Name,
        [property: FromQuery(Name = "since")] DateTimeOffset? Since,
        [property: FromQuery(Name = "limit")] int? Limit,
        [property: FromQuery(Name = "offset")] int? Offset);

    /// <summary>One page of executions.</summary>
    /// <param name="Executions">Newest first.</param>
    /// <param name="Total">How many there are on all pages.</param>
    /// <param name="Limit">As asked.</param>
    /// <param name="Offset">As asked.</param>
    public sealed record Page(IReadOnlyList<LineageExecutionSummary> Executions, int Total, int Limit, int Offset);

    public static async Task<Results<Ok<Page>, ProblemHttpResult>> Handle(
        [AsParameters] Query query, OrganizationContext organization, LineageDbContext db, CancellationToken cancel)
    {
        var (limit, offset) = (query.Limit ?? 20, query.Offset ?? 0);
        var rules = new Validation();
        rules.RequireRange(limit, "limit", 1, 100);
        rules.RequireRange(offset, "offset", 0, int.MaxValue);
        foreach (var (field, value) in new[]
                 {
                     ("status", query.Status), ("correlation_id", query.CorrelationId), ("trigger_kind", query.TriggerKind), ("run_id", query.RunId), ("name", query.Name),
                 })
            if (value is not null) rules.RequireText(value, field, 500);
        if (rules.Problem is { } refusal) return refusal;

        var executions = Matching(db, organization.OrganizationId, query);
        var total = await executions.CountAsync(cancel);
        var page = await executions
            .OrderByDescending(e => e.OrderedAt).ThenBy(e => e.ExecutionId)
            .Skip(offset).Take(limit).ToListAsync(cancel);
        return TypedResults.Ok(new Page([.. page.Select(LineageExecutionSummary.Of)], total, limit, offset));
    }

    private static IQueryable<ExecutionRecord> Matching(LineageDbContext db, Guid organizationId, Query query)
    {
        var executions = db.Executions.Where(e => e.OrganizationId == organizationId);
        if (query.Status is { } status) executions = executions.Where(e => e.Status == status);
        if (query.CorrelationId is { } correlation) executions = executions.Where(e => e.EffectiveCorrelationId == correlation);
        if (query.TriggerKind is { } trigger) executions = executions.Where(e => (e.TriggerKind ?? "manual") == trigger);
        if (query.RunId is { } run) executions = executions.Where(e => e.RunId == run);
        if (query.Name is { } name) executions = executions.Where(e => e.Name == name);
        if (query.Since?.ToUniversalTime() is { } since) executions = executions.Where(e => e.OrderedAt >= since);
        return executions;
    }
}

using System.Text.Json;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Requests;
using IntentEngine.Workflows.Queries;
using IntentEngine.Workflows.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Workflows.Api;

/// <summary>The audit log: of one workflow for everybody who may see it, of the whole organization for administrators.</summary>
internal static class ListAudit
{
    /// <summary>A row.</summary>
    public sealed record Entry(long Id, Guid WorkflowId, string Action, string ActorId, JsonElement Details, int? Transition, string? IpAddress, string? UserAgent, DateTimeOffset CreatedAt);

    /// <summary>A page.</summary>
    public sealed record Response(IReadOnlyList<Entry> Entries, int Total, bool HasMore);

    public static void MapWorkflowAudit(this IEndpointRouteBuilder workflows) => workflows
        .MapGet("/{id:guid}/audit", OfWorkflow)
        .WithName("WorkflowAudit")
        .WithSummary("Audit trail of one workflow, oldest first");

    public static void MapOrganizationAudit(this IEndpointRouteBuilder audit) => audit
        .MapGet("/logs", OfOrganization)
        .RequireAuthorization(Policies.Admin)
        .WithName("OrganizationAudit")
        .WithSummary("Audit log of the organization, newest first");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> OfWorkflow(Guid id, WorkflowsDbContext db, Paging paging, CancellationToken cancel) =>
        await db.Workflows.AnyAsync(w => w.Id == id, cancel)
            ? TypedResults.Ok(await Page(db.Audit.Where(a => a.WorkflowId == id), rows => rows.OrderBy(a => a.Id), paging, cancel))
            : Refusals.UnknownWorkflow(id);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> OfOrganization(
        WorkflowsDbContext db, Paging paging, [FromQuery(Name = "workflow_id")] Guid? workflowId, [FromQuery(Name = "actor_id")] string? actorId, [FromQuery] string? action,
        [FromQuery(Name = "date_from")] DateTimeOffset? from, [FromQuery(Name = "date_to")] DateTimeOffset? to, CancellationToken cancel)
    {
        var faults = new Validation();
        faults.Require(Storable.Fault(actorId) is null, "actor_id", Storable.Fault(actorId) ?? "");
        faults.Require(Storable.Fault(action) is null, "action", Storable.Fault(action) ?? "");
        if (faults.Problem is { } refusal) return refusal;
        var rows = db.Audit.AsQueryable();
        if (workflowId is { } workflow) rows = rows.Where(a => a.WorkflowId == workflow);
        if (actorId is not null) rows = rows.Where(a => a.ActorId == actorId);
        if (action is not null) rows = rows.Where(a => a.Action == action);
        if (from is { } since) rows = rows.Where(a => a.CreatedAt >= since.ToUniversalTime());
        if (to is { } until) rows = rows.Where(a => a.CreatedAt <= until.ToUniversalTime());
        return TypedResults.Ok(await Page(rows, r => r.OrderByDescending(a => a.Id), paging, cancel));
    }

    private static async Task<Response> Page(IQueryable<AuditRecord> rows, Func<IQueryable<AuditRecord>, IQueryable<AuditRecord>> order, Paging paging, CancellationToken cancel)
    {
        var total = await rows.CountAsync(cancel);
        var page = await order(rows).Skip(paging.Offset).Take(paging.Limit).ToListAsync(cancel);
        return new Response([.. page.Select(Of)], total, paging.Offset + page.Count < total);
    }

    private static Entry Of(AuditRecord row) => new(row.Id, row.WorkflowId, row.Action, row.ActorId, JsonSerializer.Deserialize<JsonElement>(row.Details), row.Transition, row.IpAddress?.ToString(), row.UserAgent, row.CreatedAt);
}

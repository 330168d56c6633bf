using System.Text.Json;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.OpenApi;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.Queries;
using IntentEngine.Workflows.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Workflows.Api;

/// <summary><c>GET /api/intent-workflows</c> lists the organization's workflows, newest first.</summary>
internal static class ListWorkflows
{
    /// <summary>A page.</summary>
    public sealed record Response(IReadOnlyList<WorkflowSummary> Workflows, int Total, bool HasMore);

    public static void MapListWorkflows(this IEndpointRouteBuilder workflows) => workflows
        .MapGet("", Handle)
        .WithName(nameof(ListWorkflows))
        .WithSummary("Content workflows of the organization, newest first")
        .WithProblems(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        OrganizationContext caller, WorkflowsDbContext db, Paging paging,
        [FromQuery(Name = "organization_id")] Guid? organizationId, [FromQuery] string? status, [FromQuery(Name = "created_by")] string? createdBy, CancellationToken cancel)
    {
        if (organizationId is { } wanted && wanted != caller.OrganizationId)
            return Problems.NotFound($"There is no organization '{wanted}' for this token.");
        var matching = db.Workflows.Where(w => w.Definition == ContentWorkflow.Name);
        if (status is not null)
        {
            if (!IsStatus(status)) return Problems.BadRequest($"status: expected one of {string.Join(", ", Statuses())}; came '{(status.Length <= 50 ? status : status[..50])}'.");
            matching = matching.Where(w => w.Status == status);
        }

        if (Storable.Fault(createdBy) is { } fault) return Problems.BadRequest(new Dictionary<string, string[]> { ["created_by"] = [fault] });
        if (createdBy is not null) matching = matching.Where(w => w.CreatedBy == createdBy);
        var total = await matching.CountAsync(cancel);
        var page = await matching.OrderByDescending(w => w.CreatedAt).ThenBy(w => w.Id).Skip(paging.Offset).Take(paging.Limit).ToListAsync(cancel);
        return TypedResults.Ok(new Response(
            [.. page.Select(w => new WorkflowSummary(w.Id, w.OrganizationId, w.Name, w.Status, JsonNamingPolicy.SnakeCaseLower.ConvertName(w.Phase), w.CreatedBy, w.CreatedAt, w.UpdatedAt))],
            total, paging.Offset + page.Count < total));
    }

    private static bool IsStatus(string status) => Statuses().Contains(status);

    private static IEnumerable<string> Statuses() => ContentWorkflow.V1.Steps.Select(s => s.Name).Concat(["completed", "failed", "cancelled"]);
}

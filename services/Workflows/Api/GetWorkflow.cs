using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Workflows.Api;

/// <summary><c>GET /api/intent-workflows/{id}</c> shows a workflow with its steps and decisions.</summary>
internal static class GetWorkflow
{
    public static void MapGetWorkflow(this IEndpointRouteBuilder workflows) => workflows
        .MapGet("/{id:guid}", Handle)
        .WithName(nameof(GetWorkflow))
        .WithSummary("One workflow with its steps, outputs and decisions");

    internal static async Task<Results<Ok<WorkflowView>, ProblemHttpResult>> Handle(Guid id, WorkflowsDbContext db, WorkflowDefinitions definitions, CancellationToken cancel)
    {
        var workflow = await db.Workflows.FirstOrDefaultAsync(w => w.Id == id, cancel);
        if (workflow is null) return Refusals.UnknownWorkflow(id);
        var steps = await db.Steps.Where(s => s.WorkflowId == id && s.SupersededAt == null).ToListAsync(cancel);
        var approvals = await db.Approvals.Where(a => a.WorkflowId == id).ToListAsync(cancel);
        return TypedResults.Ok(WorkflowView.Of(workflow, definitions.Get(workflow.Definition, workflow.DefinitionVersion), steps, approvals));
    }
}

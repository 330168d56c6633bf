using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Lineage.Executions;

/// <summary><c>GET /executions/correlation/{cid}?limit=100</c>: everything that belongs to one task.</summary>
internal static class CorrelationById
{
    public static async Task<Results<Ok<CorrelationChain>, ProblemHttpResult>> Handle(
        string cid, int? limit, OrganizationContext organization, LineageDbContext db, CancellationToken cancel)
    {
        var most = limit ?? 100;
        var rules = new Validation();
        if (!rules.RequireRange(most, "limit", 1, 500)) return rules.Problem!;

        var executions = db.Executions.Where(e => e.OrganizationId == organization.OrganizationId && e.EffectiveCorrelationId == cid);
        var total = await executions.CountAsync(cancel);
        if (total == 0) return Problems.NotFound($"Correlation '{cid}' has no executions.");
        var ordered = executions.OrderBy(e => e.OrderedAt).ThenBy(e => e.ExecutionId);
        var roots = await ordered.Where(e => e.ParentExecutionId == null).Select(e => e.ExecutionId).Take(most).ToListAsync(cancel);
        var page = await ordered.Take(most).ToListAsync(cancel);
        return TypedResults.Ok(new CorrelationChain
        {
            CorrelationId = cid,
            TotalExecutions = total,
            RootExecutionId = roots.FirstOrDefault(),
            RootExecutionIds = roots,
            Executions = [.. page.Select(LineageExecutionSummary.Of)],
        });
    }
}

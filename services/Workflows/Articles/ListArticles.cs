using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Requests;
using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Workflows.Articles;

/// <summary><c>GET /api/articles</c> lists articles with their progress, without their content.</summary>
internal static class ListArticles
{
    private static readonly string[] Statuses = ["queued", "generating", "completed", "failed", "cancelled"];

    /// <summary>A page.</summary>
    public sealed record Response(IReadOnlyList<ArticleView> Articles, int Total, bool HasMore);

    public static void MapListArticles(this IEndpointRouteBuilder articles) => articles
        .MapGet("", Handle)
        .WithName(nameof(ListArticles))
        .WithSummary("Articles of the organization or of one workflow, oldest first");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(WorkflowsDbContext db, Paging paging, [FromQuery(Name = "workflow_id")] Guid? workflowId, [FromQuery] string? status, CancellationToken cancel)
    {
        var rows = db.Articles.AsQueryable();
        if (workflowId is { } workflow) rows = rows.Where(a => a.IntentWorkflowId == workflow);
        if (status is not null && !Statuses.Contains(status)) return Problems.BadRequest($"status: expected one of {string.Join(", ", Statuses)}; came '{(status.Length <= 50 ? status : status[..50])}'.");
        if (status is not null) rows = rows.Where(a => a.Status == status);
        var total = await rows.CountAsync(cancel);
        var page = await rows.OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).Skip(paging.Offset).Take(paging.Limit).ToListAsync(cancel);
        var pipelines = page.Where(a => a.ArticleWorkflowId != null).Select(a => a.ArticleWorkflowId!.Value).ToList();
        var done = await db.Steps.Where(s => pipelines.Contains(s.WorkflowId) && s.Status == "completed" && s.SupersededAt == null).GroupBy(s => s.WorkflowId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var at = await db.Workflows.Where(w => pipelines.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.Status, cancel);
        return TypedResults.Ok(new Response(
            [.. page.Select(a => ArticleView.Of(a, Progress(a, done), a.ArticleWorkflowId is { } id ? at.GetValueOrDefault(id) : null, withContent: false))],
            total, paging.Offset + page.Count < total));
    }

    private static int Progress(ArticleRecord article, Dictionary<Guid, int> done) =>
        article.ArticleWorkflowId is { } id ? 100 * done.GetValueOrDefault(id) / ArticleWorkflow.V1.Steps.Count : 0;
}

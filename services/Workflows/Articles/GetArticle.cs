using IntentEngine.Hosting.Failures;
using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Workflows.Articles;

/// <summary><c>GET /api/articles/{id}</c> shows an article's progress, then its content.</summary>
internal static class GetArticle
{
    public static void MapGetArticle(this IEndpointRouteBuilder articles) => articles
        .MapGet("/{id:guid}", Handle)
        .WithName(nameof(GetArticle))
        .WithSummary("One article: progress, then content");

    internal static async Task<Results<Ok<ArticleView>, ProblemHttpResult>> Handle(Guid id, WorkflowsDbContext db, CancellationToken cancel)
    {
        var article = await db.Articles.FirstOrDefaultAsync(a => a.Id == id, cancel);
        if (article is null) return Problems.NotFound($"There is no article '{id}' in this organization.");
        var done = await db.Steps.CountAsync(s => s.WorkflowId == article.ArticleWorkflowId && s.Status == "completed" && s.SupersededAt == null, cancel);
        var at = await db.Workflows.Where(w => w.Id == article.ArticleWorkflowId).Select(w => w.Status).FirstOrDefaultAsync(cancel);
        return TypedResults.Ok(ArticleView.Of(article, 100 * done / ArticleWorkflow.V1.Steps.Count, at, withContent: true));
    }
}

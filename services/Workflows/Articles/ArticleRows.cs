using IntentEngine.Contracts.Workflows;
using IntentEngine.Messaging.Database;
using IntentEngine.Workflows.Articles.Pipeline;

namespace IntentEngine.Workflows.Articles;

/// <summary>Articles as rows: queued, generating, then completed, failed or cancelled.</summary>
internal static class ArticleRows
{
    private const string Upsert = """
        insert into articles (id, organization_id, intent_workflow_id, keyword, title, status, created_at, updated_at)
        values ($1, $2, $3, $4, $5, 'queued', $6, $6)
        on conflict (organization_id, id) do update set status = 'queued', title = excluded.title, error = null, updated_at = excluded.updated_at
        where articles.status in ('failed', 'cancelled')
        """;

    private const string Begin = "update articles set status = 'generating', article_workflow_id = $3, updated_at = $4 where organization_id = $1 and id = $2 and status = 'queued'";

    // A pipeline that failed and was brought back may still finish.
    private const string Finish = """
        update articles set status = 'completed', title = $3, markdown = $4, word_count = $5, sources = $6, error = null, updated_at = $7
        where organization_id = $1 and id = $2 and status in ('queued', 'generating', 'failed')
        """;

    private const string GiveUp = "update articles set status = $3, error = $4, updated_at = $5 where organization_id = $1 and id = $2 and status in ('queued', 'generating')";

    /// <summary>A new article to write, announced to everybody (seed 004 §5.3).</summary>
    public static void Queue(UnitOfWork unit, Guid workflowId, ArticleJob job)
    {
        unit.Add(Upsert, Parameter.Uuid(job.ArticleId), Parameter.Uuid(unit.OrganizationId), Parameter.Uuid(workflowId), Parameter.Text(job.Keyword), Parameter.Text(job.Title), Parameter.Time(unit.Now));
        unit.Announce(new ArticleGenerationRequested { OrganizationId = unit.OrganizationId, ArticleId = job.ArticleId, Keyword = job.Keyword, IntentWorkflowId = workflowId });
    }

    public static void Generating(UnitOfWork unit, Guid articleId, Guid articleWorkflowId) =>
        unit.Add(Begin, Parameter.Uuid(unit.OrganizationId), Parameter.Uuid(articleId), Parameter.Uuid(articleWorkflowId), Parameter.Time(unit.Now));

    public static void Completed(UnitOfWork unit, Article article) =>
        unit.Add(Finish, Parameter.Uuid(unit.OrganizationId), Parameter.Uuid(article.ArticleId), Parameter.Text(article.Title), Parameter.Text(article.Markdown),
            Parameter.Whole(article.WordCount), Parameter.Json(article.Sources), Parameter.Time(unit.Now));

    public static void Ended(UnitOfWork unit, Guid articleId, string status, string? error) =>
        unit.Add(GiveUp, Parameter.Uuid(unit.OrganizationId), Parameter.Uuid(articleId), Parameter.Text(status), Parameter.Text(error), Parameter.Time(unit.Now));
}

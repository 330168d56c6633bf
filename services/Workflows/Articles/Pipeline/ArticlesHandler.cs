using IntentEngine.Contracts;
using IntentEngine.Workflows.Competitors;
using IntentEngine.Workflows.Icp;
using IntentEngine.Workflows.Steps;
using IntentEngine.Workflows.Subtopics;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Step 9: hands out one article per approved subtopic. The ids are names, so a second run hands out the same articles.</summary>
internal sealed class ArticlesHandler : IStepHandler
{
    private const int MostArticles = 100;

    public static string Name => "content.articles";

    public async Task<StepResult> Run(StepContext context, CancellationToken cancel)
    {
        var approved = await context.ApprovedItems("subtopics", cancel);
        var subtopics = (await context.Output<SubtopicPlan>(7, cancel)).Subtopics.Where(subtopic => approved.Contains(subtopic.Id)).ToList();
        if (subtopics.Count == 0) throw new StepException("missing_input", "None of the current subtopics is approved. Approve at least one with approval_type 'subtopics'.");
        if (subtopics.Count > MostArticles)
        {
            throw new StepException("limit_exceeded", $"A workflow may write at most {MostArticles} articles, and {subtopics.Count} subtopics are approved. Reject to step 7 and approve fewer.");
        }

        var icp = IcpSummary.Of(await context.Output<IcpDocument>(1, cancel));
        string[] competitors = [.. (await context.Output<CompetitorAnalysis>(2, cancel)).Competitors.Select(competitor => competitor.Domain)];
        var jobs = subtopics.Select(subtopic => (Subtopic: subtopic, Job: Job(context.WorkflowId, subtopic, icp, competitors))).ToList();
        var queue = new ArticleQueue
        {
            ArticleIds = [.. jobs.Select(j => j.Job.ArticleId)],
            ArticlesQueued = jobs.Count,
            Articles = [.. jobs.Select(j => new QueuedArticle(j.Job.ArticleId, j.Subtopic.Id, j.Job.Title, j.Job.Keyword))],
        };
        return new StepResult.Delegated(queue, [.. jobs.Select(j => Work(j.Job))]);
    }

    private static ArticleJob Job(Guid workflowId, Subtopic subtopic, IcpSummary icp, string[] competitors) => new()
    {
        ArticleId = NameBasedGuid.Create(workflowId, $"article:{subtopic.Id}"),
        IntentWorkflowId = workflowId,
        Title = subtopic.Title,
        Keyword = subtopic.Keyword,
        Angle = subtopic.Angle,
        HubKeyword = subtopic.HubKeyword,
        Spokes = subtopic.Spokes,
        Icp = icp,
        Competitors = competitors,
    };

    private static DelegatedWork Work(ArticleJob job) => new()
    {
        IntentType = ArticleExecution.IntentType,
        TargetArtifactId = job.ArticleId.ToString(),
        Context = job,
        Stage = (unit, workflowId) => ArticleRows.Queue(unit, workflowId, job),
    };
}

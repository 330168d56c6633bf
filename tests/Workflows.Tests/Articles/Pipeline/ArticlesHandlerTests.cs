using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Workflows.Competitors;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;
using IntentEngine.Workflows.Subtopics;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Articles.Pipeline;

public sealed class ArticlesHandlerTests
{
    [Fact]
    public async Task One_article_is_handed_out_per_approved_subtopic()
    {
        var subtopics = Subtopics(3);

        var delegated = await Delegates(subtopics, subtopics.Take(2));

        var queue = delegated.Output.ShouldBeOfType<ArticleQueue>();
        queue.ArticlesQueued.ShouldBe(2);
        queue.ArticleIds.ShouldBe([.. subtopics.Take(2).Select(s => NameBasedGuid.Create(FixedContext.Workflow, $"article:{s.Id}"))]);
        queue.Articles.Select(a => a.SubtopicId).ShouldBe(subtopics.Take(2).Select(s => s.Id));
        delegated.Work.Select(w => (w.IntentType, w.TargetArtifactId)).ShouldBe(queue.ArticleIds.Select(id => ("generate_article", id.ToString())));
    }

    [Fact]
    public async Task The_context_of_the_work_is_the_job_that_the_pipeline_reads()
    {
        var subtopics = Subtopics(1);

        var json = JsonSerializer.SerializeToElement((await Delegates(subtopics, subtopics)).Work[0].Context, ContractJson.Options);
        var (job, _) = await new LoadHandler().Completes<ArticleJob>(FixedContext.ForStep(0, new WorkflowInput { Data = json }));

        json.GetProperty("intent_workflow_id").GetGuid().ShouldBe(FixedContext.Workflow);
        job.Title.ShouldBe("Title 0");
        job.Spokes.ShouldBe(["spoke"]);
        job.Competitors.ShouldBe(["pipestar.com"]);
        job.Icp!.Company.ShouldBe("Acme CRM");
    }

    [Fact]
    public async Task Nothing_approved_hands_out_nothing() =>
        (await Should.ThrowAsync<StepException>(() => Delegates(Subtopics(2), []))).ErrorType.ShouldBe("missing_input");

    [Fact]
    public async Task A_hundred_articles_are_handed_out_and_a_hundred_and_one_are_not()
    {
        (await Delegates(Subtopics(100), Subtopics(100))).Work.Count.ShouldBe(100);
        (await Should.ThrowAsync<StepException>(() => Delegates(Subtopics(101), Subtopics(101)))).ErrorType.ShouldBe("limit_exceeded");
    }

    private static async Task<StepResult.Delegated> Delegates(Subtopic[] subtopics, IEnumerable<Subtopic> approved)
    {
        var context = FixedContext.ForStep(9)
            .With(1, Samples.Icp)
            .With(2, new CompetitorAnalysis { Competitors = [Samples.Competitor("pipestar.com", ("crm", 1))], Failed = [] })
            .With(7, new SubtopicPlan(subtopics, []))
            .Approving("subtopics", approved.Select(s => s.Id));
        return (await new ArticlesHandler().RunOnce(context)).ShouldBeOfType<StepResult.Delegated>();
    }

    private static Subtopic[] Subtopics(int count) => [.. Enumerable.Range(0, count).Select(i => new Subtopic
    {
        Id = NameBasedGuid.Create(FixedContext.Workflow, $"subtopic {i}"), HubKeyword = "crm", Title = $"Title {i}", Keyword = $"keyword {i}", Angle = "For beginners", Spokes = ["spoke"],
    })];
}

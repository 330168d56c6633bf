using System.Net;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Workflows;
using IntentEngine.Messaging;
using IntentEngine.Providers;
using IntentEngine.Support;
using IntentEngine.Workflows.Articles.Pipeline;
using IntentEngine.Workflows.Hosts;
using IntentEngine.Workflows.Saga;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Articles;

/// <summary>Articles as the executor of <c>generate_article</c> intents makes them; the test plays the Intents service.</summary>
public sealed class ArticleExecutionTests(ClassHost host) : IClassFixture<ClassHost>
{
    private readonly Organization _organization = new(host.Host);
    private readonly Guid _article = Guid.NewGuid();

    private Heard Heard => _organization.Host.Heard;

    [Fact]
    public async Task A_claimed_intent_is_executed_as_a_child_workflow_whose_end_is_reported()
    {
        var workflow = await AtArticles();
        var intent = await Created();
        await Eventually.Holds(() => Task.FromResult(Of<ArticleGenerationRequested>().Count == 1), "article.generation.requested");
        Of<ArticleGenerationRequested>()[0].ShouldBe(new ArticleGenerationRequested { OrganizationId = _organization.Id, ArticleId = _article, Keyword = "crm", IntentWorkflowId = workflow.Id });
        (await Article())["status"].ShouldBe("queued");
        var child = new Workflow(_organization, StepIds.ChildWorkflow(_organization.Id, intent.IntentId));

        await Publish(workflow, new IntentReady { OrganizationId = _organization.Id, IntentId = intent.IntentId, IntentType = intent.IntentType });
        var claim = await Eventually.Gives(() => Task.FromResult(Of<ClaimIntent>().ElementAtOrDefault(0)), "the claim");
        (claim.IntentId, claim.Worker, claim.ExecutionId).ShouldBe((intent.IntentId, "articles", child.Id.ToString()));
        var held = _organization.Script.Holds(4);
        _organization.Script.Then(5, Written);
        await Claimed(workflow, intent);
        await held.Begun;

        await Eventually.Holds(async () => (await Article())["status"] == "generating", "the article in the making");
        (await Article())["progress_percentage"].ShouldBe("66");
        (await Article())["current_step"].ShouldBe("step_4_research");
        held.Release();
        await child.Until("completed");
        var done = await Eventually.Gives(() => Task.FromResult(Of<CompleteIntent>().ElementAtOrDefault(0)), "the report");
        (done.IntentId, done.ExecutionId).ShouldBe((intent.IntentId, child.Id.ToString()));

        var article = await Article();
        (article["status"], article["markdown"], article["word_count"], article["progress_percentage"]).ShouldBe(("completed", "# Crm\n", "1", "100"));
        (await _organization.Get($"/api/articles?workflow_id={workflow.Id}")).Body.GetProperty("articles")[0].TryGetProperty("markdown", out _).ShouldBeFalse();
        var view = await child.View();
        (view["parent_workflow_id"], view["correlation_id"], view["definition"]).ShouldBe((workflow.Id.ToString(), workflow.Id.ToString(), "article"));
        (await _organization.Get(Organization.Workflows))["total"].ShouldBe("1", "children are not listed");
        await child.ShouldBeSound();
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task Claims_and_ends_that_come_again_change_nothing()
    {
        var workflow = await AtArticles();
        var intent = await Created();
        _organization.Script.Then(5, Written);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Claimed(workflow, intent)));
        var child = new Workflow(_organization, StepIds.ChildWorkflow(_organization.Id, intent.IntentId));
        await Eventually.Holds(async () => await _organization.One<long>($"select count(*) from intent_workflows where id = '{child.Id}'") == 1, "the child");
        await child.Until("completed");
        await Eventually.Holds(() => Task.FromResult(Of<CompleteIntent>().Count >= 1), "the report");
        await child.ShouldBeSound();
        var ran = _organization.Script.Runs.Count;
        var reports = Of<CompleteIntent>().Count;

        await Claimed(workflow, intent);
        await Eventually.Holds(() => Task.FromResult(Of<CompleteIntent>().Count > reports), "the report again");

        _organization.Script.Runs.Count.ShouldBe(ran);
        (await _organization.One<long>("select count(*) from intent_workflows")).ShouldBe(2);
        (await Article())["status"].ShouldBe("completed");
        await child.ShouldBeSound();
    }

    [Fact]
    public async Task A_pipeline_that_fails_fails_its_intent_and_its_article_and_may_be_brought_back()
    {
        var workflow = await AtArticles();
        var intent = await Created();
        _organization.Script.Fails(2, 1, ProviderErrorType.AuthError);
        await Claimed(workflow, intent);
        var failed = await Eventually.Gives(() => Task.FromResult(Of<FailIntent>().ElementAtOrDefault(0)), "the report");

        failed.Error.ShouldBe("scripted AuthError");
        await Eventually.Holds(async () => (await Article())["status"] == "failed", "a failed article");
        (await Article())["error"].ShouldBe("scripted AuthError");
        var child = new Workflow(_organization, StepIds.ChildWorkflow(_organization.Id, intent.IntentId));
        await child.ShouldBeSound();

        _organization.Script.Then(5, Written);
        (await child.Execute(2, force: true)).ShouldBe(HttpStatusCode.OK);
        await Eventually.Holds(async () => (await Article())["status"] == "completed", "the article after all");
        (await Article())["error"].ShouldBeNull();
        await child.ShouldBeSound();
    }

    [Fact]
    public async Task Cancelling_a_workflow_cancels_its_articles_and_the_pipelines_that_write_them()
    {
        var workflow = await AtArticles();
        var intent = await Created();
        var held = _organization.Script.Holds(2);
        await Claimed(workflow, intent);
        await held.Begun;
        var child = new Workflow(_organization, StepIds.ChildWorkflow(_organization.Id, intent.IntentId));

        (await workflow.Cancel()).ShouldBe(HttpStatusCode.OK);
        await child.Until("cancelled");
        held.Release();

        (await Article())["status"].ShouldBe("cancelled");
        (await child.Audit("workflow_cancelled"))[0].GetProperty("reason").GetString().ShouldBe("no longer wanted");
        await child.ShouldBeSound();
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_claim_that_arrives_after_the_cancellation_starts_nothing()
    {
        var workflow = await AtArticles();
        var intent = await Created();
        (await workflow.Cancel()).ShouldBe(HttpStatusCode.OK);
        await workflow.ShouldBeSound();
        var before = await _organization.Fingerprint();

        await Claimed(workflow, intent);
        await Marker(workflow);

        (await _organization.Fingerprint()).ShouldBe(before);
    }

    [Fact]
    public async Task Intents_of_other_types_and_other_workers_are_left_alone()
    {
        var workflow = await AtArticles();
        var intent = await Created();
        await workflow.ShouldBeSound();
        var before = await _organization.Fingerprint();

        await Publish(workflow, new IntentReady { OrganizationId = _organization.Id, IntentId = "other", IntentType = "paint_house" });
        await Claimed(workflow, intent, worker: "somebody else");
        await Claimed(workflow, intent, execution: Guid.NewGuid().ToString());
        await Marker(workflow);

        (await _organization.Fingerprint()).ShouldBe(before);
        Heard.Of<ClaimIntent>(m => m.OrganizationId == _organization.Id && m.IntentId == "other").ShouldBeEmpty();
    }

    /// <summary>A workflow whose step 9 hands out one real article job.</summary>
    private async Task<Workflow> AtArticles()
    {
        _organization.Script.Then(9, (context, _) =>
        {
            var job = new ArticleJob { ArticleId = _article, IntentWorkflowId = context.WorkflowId, Title = "Crm", Keyword = "crm" };
            return Task.FromResult<StepResult>(new StepResult.Delegated(new { }, [new DelegatedWork
            {
                IntentType = ArticleExecution.IntentType, TargetArtifactId = _article.ToString(), Context = job, Stage = (unit, workflowId) => ArticleRows.Queue(unit, workflowId, job),
            }]));
        });
        return await _organization.AtArticles();
    }

    private Task<StepResult> Written(StepContext context, CancellationToken cancel) => Task.FromResult<StepResult>(new StepResult.Completed(new Article
    {
        ArticleId = _article,
        Title = "Crm",
        Slug = "crm",
        Markdown = "# Crm\n",
        WordCount = 1,
        Sections = [],
        Sources = [],
        Grounded = true,
    }));

    private Task<CreateIntent> Created() => Eventually.Gives(() => Task.FromResult(Of<CreateIntent>().ElementAtOrDefault(0)), "the intent");

    private IReadOnlyList<T> Of<T>() where T : class => Heard.Of<T>(m => (Guid?)typeof(T).GetProperty("OrganizationId")!.GetValue(m) == _organization.Id);

    private Task<Answer> Article() => _organization.Get($"/api/articles/{_article}");

    private Task Claimed(Workflow workflow, CreateIntent intent, string worker = "articles", string? execution = null) => Publish(workflow, new IntentClaimed
    {
        OrganizationId = _organization.Id,
        IntentId = intent.IntentId,
        IntentType = intent.IntentType,
        Worker = worker,
        ExecutionId = execution ?? StepIds.ChildWorkflow(_organization.Id, intent.IntentId).ToString(),
        TargetArtifactId = intent.TargetArtifactId,
        Context = intent.Context,
        CorrelationId = intent.CorrelationId,
        ParentExecutionId = intent.ParentExecutionId,
    });

    /// <summary>Returns when what was published before has been handled.</summary>
    private async Task Marker(Workflow workflow)
    {
        // Claims are handled side by side; each waits for at most a read, and this one for a claim of its own.
        var marker = new Organization(_organization.Host);
        for (var i = 0; i < 20; i++)
            await workflow.Send(MessageName.Exchange<IntentReady>(), new IntentReady { OrganizationId = marker.Id, IntentId = $"marker {i}", IntentType = ArticleExecution.IntentType });
        await Eventually.Holds(() => Task.FromResult(Heard.Of<ClaimIntent>(m => m.OrganizationId == marker.Id).Count == 20), "the markers");
    }

    private static Task Publish<T>(Workflow workflow, T fact) where T : class => workflow.Send(MessageName.Exchange<T>(), fact);
}

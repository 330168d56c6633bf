namespace IntentEngine.Workflows.Definitions;

/// <summary>The definition beside the tables of seed 004 (§2.1 statuses, §4.2 retries) and the pipeline of §1.1.</summary>
public sealed class ContentWorkflowTests
{
    [Fact]
    public void Its_steps_have_the_seeds_names() => ContentWorkflow.V1.Steps.Select(s => s.Name).ShouldBe(
    [
        "step_0_auth", "step_1_icp", "step_2_competitors", "step_3_seeds", "step_4_longtails",
        "step_5_filtering", "step_6_clustering", "step_7_subtopics", "step_8_approval", "step_9_articles",
    ]);

    [Theory]
    [InlineData(1, 2, Backoff.Exponential)]
    [InlineData(2, 3, Backoff.Exponential)]
    [InlineData(3, 1, Backoff.Linear)]
    [InlineData(4, 3, Backoff.Exponential)]
    [InlineData(5, 1, Backoff.None)]
    [InlineData(6, 2, Backoff.Exponential)]
    [InlineData(7, 2, Backoff.Exponential)]
    public void Its_steps_are_retried_as_the_seed_says(int step, int retries, Backoff backoff)
    {
        var rule = ContentWorkflow.V1.Steps[step].Retry;

        (rule.MaxRetries, rule.Backoff).ShouldBe((retries, backoff));
    }

    [Fact]
    public void A_person_decides_on_seeds_and_subtopics_within_seven_days()
    {
        var asking = ContentWorkflow.V1.Steps.Where(s => s.Approval is not null).ToList();

        asking.Select(s => (s.Number, s.Approval!.Type, s.Approval.ItemsFrom, s.Approval.Wait)).ShouldBe([(3, "seed_keywords", 3, TimeSpan.FromDays(7)), (8, "subtopics", 7, TimeSpan.FromDays(7))]);
        asking[1].Handler.ShouldBeNull();
    }

    [Fact]
    public void Every_step_ends_before_the_broker_gives_its_message_to_another() =>
        ContentWorkflow.V1.Steps.Concat(ArticleWorkflow.V1.Steps).ShouldAllBe(s => s.TimeLimit < TimeSpan.FromMinutes(30) && s.TimeLimit > TimeSpan.Zero);

    [Fact]
    public void Outputs_derive_from_earlier_steps_that_are_artifacts_themselves()
    {
        foreach (var definition in (WorkflowDefinition[])[ContentWorkflow.V1, ArticleWorkflow.V1])
            definition.Steps.SelectMany(s => s.DerivesFrom.Select(from => (s.Number, From: from))).ShouldAllBe(d => d.From < d.Number && definition.Steps[d.From].Artifact != null);
    }

    [Fact]
    public void The_article_pipeline_has_the_seeds_six_steps()
    {
        ArticleWorkflow.V1.Steps.Count.ShouldBe(6);
        ArticleWorkflow.V1.Steps[ArticleWorkflow.ArticleStep].Artifact.ShouldBe("article");
        ArticleWorkflow.V1.Gates.ShouldBeEmpty();
    }
}

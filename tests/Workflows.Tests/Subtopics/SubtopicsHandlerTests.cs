using System.Text.Json;
using IntentEngine.Providers;
using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.Clustering;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Subtopics;

public sealed class SubtopicsHandlerTests
{
    [Fact]
    public async Task Each_valid_cluster_gets_its_subtopics_in_order()
    {
        var model = new ScriptedLanguageModel(request => Ideas($"What is {Hub(request)}", $"Pricing for {Hub(request)}", $"{Hub(request)} mistakes to avoid"));

        var (plan, cost) = await new SubtopicsHandler(model).Completes<SubtopicPlan>(Context(Cluster("crm"), Cluster("invoicing", valid: false), Cluster("sales pipeline")));

        plan.Subtopics.Select(s => s.HubKeyword).ShouldBe(["crm", "crm", "crm", "sales pipeline", "sales pipeline", "sales pipeline"]);
        plan.Subtopics.Select(s => s.Id).Distinct().Count().ShouldBe(6);
        plan.Subtopics[0].Spokes.ShouldBe(["crm one", "crm two"]);
        plan.Failed.ShouldBeEmpty();
        cost.ShouldBe(2 * ScriptedLanguageModel.CallCost);
        model.Requests.First().Input.ShouldContain("\"spokes\":[\"");
    }

    [Fact]
    public async Task Ids_are_the_same_on_every_run()
    {
        var model = new ScriptedLanguageModel(request => Ideas("What it is", "Its price", "Mistakes"));

        var first = await new SubtopicsHandler(model).Completes<SubtopicPlan>(Context(Cluster("crm")));
        var second = await new SubtopicsHandler(model).Completes<SubtopicPlan>(Context(Cluster("crm")));

        second.Output.Subtopics.Select(s => s.Id).ShouldBe(first.Output.Subtopics.Select(s => s.Id));
    }

    [Fact]
    public async Task Titles_that_are_nearly_the_same_count_once_within_a_cluster()
    {
        var model = new ScriptedLanguageModel(_ => Ideas("CRM pricing guide", "CRM pricing guides", "How to choose a CRM", "CRM for agencies"));

        var (plan, _) = await new SubtopicsHandler(model).Completes<SubtopicPlan>(Context(Cluster("crm")));

        plan.Subtopics.Select(s => s.Title).ShouldBe(["CRM pricing guide", "How to choose a CRM", "CRM for agencies"]);
    }

    [Fact]
    public async Task A_cluster_whose_titles_are_taken_is_asked_once_more_with_the_list()
    {
        var model = new ScriptedLanguageModel(request => request.Input.Contains("taken_titles", StringComparison.Ordinal)
            ? Ideas("Fresh angle", "Another view", "Third way")
            : Ideas("What it is", "Its price", "Mistakes"));

        var (plan, cost) = await new SubtopicsHandler(model).Completes<SubtopicPlan>(Context(Cluster("crm"), Cluster("sales")));

        plan.Subtopics.Where(s => s.HubKeyword == "sales").Select(s => s.Title).ShouldBe(["Fresh angle", "Another view", "Third way"]);
        cost.ShouldBe(3 * ScriptedLanguageModel.CallCost);
        model.Requests.Last().Input.ShouldContain("[\"What it is\",\"Its price\",\"Mistakes\"]");
    }

    [Fact]
    public async Task A_cluster_left_with_fewer_than_three_is_reported_and_gives_its_titles_back()
    {
        var model = new ScriptedLanguageModel(request => Hub(request) == "crm" ? Ideas("Only one", "Only one!", "only-one") : Ideas("Only one", "Its price", "Mistakes"));

        var (plan, _) = await new SubtopicsHandler(model).Completes<SubtopicPlan>(Context(Cluster("crm"), Cluster("sales")));

        plan.Failed.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.HubKeyword.ShouldBe("crm"), f => f.Reason.ShouldContain("Only 1 distinct"));
        plan.Subtopics.Select(s => s.Title).ShouldBe(["Only one", "Its price", "Mistakes"]);
    }

    [Fact]
    public async Task One_cluster_failing_does_not_block_the_others_and_all_failing_does()
    {
        var model = new ScriptedLanguageModel(request => Hub(request) == "crm" ? throw new ProviderException(ProviderErrorType.Timeout, "too slow") : Ideas("What it is", "Its price", "Mistakes"));

        var (plan, _) = await new SubtopicsHandler(model).Completes<SubtopicPlan>(Context(Cluster("crm"), Cluster("sales")));
        var error = await Should.ThrowAsync<ProviderException>(() => new SubtopicsHandler(model).RunOnce(Context(Cluster("crm"))));

        plan.Failed.ShouldHaveSingleItem().ShouldBe(new FailedCluster("crm", "too slow"));
        plan.Subtopics.Count.ShouldBe(3);
        error.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_valid_cluster_there_is_nothing_to_plan() =>
        (await Should.ThrowAsync<StepException>(() => new SubtopicsHandler(new ScriptedLanguageModel(_ => "{}")).RunOnce(Context(Cluster("crm", valid: false))))).ErrorType.ShouldBe("no_clusters");

    private static object Ideas(params string[] titles) => new { subtopics = titles.Select(title => new { title, keyword = " CRM Guide ", angle = "For beginners" }) };

    private static string Hub(CompletionRequest request)
    {
        var start = request.Input.IndexOf("<data name=\"cluster\">", StringComparison.Ordinal) + "<data name=\"cluster\">".Length;
        var json = request.Input[start..request.Input.IndexOf("</data>", start, StringComparison.Ordinal)];
        return JsonDocument.Parse(json).RootElement.GetProperty("hub_keyword").GetString()!;
    }

    private static TopicCluster Cluster(string hub, bool valid = true) =>
        new() { HubKeyword = hub, HubVolume = 900, Spokes = [new($"{hub} one", 10, 0.5), new($"{hub} two", 10, 0.5)], Valid = valid, AvgSimilarity = 0.5 };

    private static FixedContext Context(params TopicCluster[] clusters) => FixedContext.ForStep(7).With(1, Samples.Icp).With(6, new ClusteredTopics
    {
        Clusters = clusters,
        Unclustered = [],
        ClusterCount = clusters.Length,
        KeywordsClustered = 0,
        AvgClusterSize = 0,
        Similarity = "tfidf_cosine",
        Threshold = 0.3,
    });
}

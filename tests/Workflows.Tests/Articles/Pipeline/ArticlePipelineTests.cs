using IntentEngine.Providers;
using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Steps 1 to 5 of the pipeline, each fed with what the one before it gave.</summary>
public sealed class ArticlePipelineTests
{
    private static readonly ArticleJob Job = new() { ArticleId = Guid.Parse("33333333-3333-3333-3333-333333333333"), Title = "CRM pricing", Keyword = "crm pricing" };
    private readonly InMemoryKeywordData data = new InMemoryKeywordData().Knows("questions", "crm pricing", Samples.Keyword("how much is a crm", 90));
    private readonly ScriptedLanguageModel model = new(Answer) { Citations = [new Citation("A page", "https://example.com/a")] };

    [Fact]
    public async Task An_article_comes_out_with_its_sources()
    {
        var context = await RunTo(5);

        var (article, cost) = await new SectionsHandler(model).Completes<Article>(context);

        article.Title.ShouldBe("CRM pricing, explained");
        article.Sections.Select(s => s.Heading).ShouldBe(["Plans", "Fees", "Discounts", "Contracts"]);
        article.Markdown.ShouldStartWith("# CRM pricing, explained\n\nPrices differ.\n\n## Plans\n\nAbout Plans.");
        article.Markdown.ShouldEndWith("## Sources\n\n1. [A page](https://example.com/a)\n");
        article.Grounded.ShouldBeTrue();
        cost.ShouldBe(4 * ScriptedLanguageModel.CallCost);
    }

    [Fact]
    public async Task Measured_questions_join_the_models_own()
    {
        var (research, cost) = await new KeywordResearchHandler(data, model).Completes<KeywordResearch>(await RunTo(1));

        research.Questions.ShouldBe(["is crm free", "how much is a crm"]);
        research.Unavailable.ShouldBeEmpty();
        cost.ShouldBe(ScriptedLanguageModel.CallCost + (2 * InMemoryKeywordData.CallCost));
    }

    [Fact]
    public async Task Measurements_that_fail_are_noted_and_tolerated()
    {
        data.Fails("questions", "crm pricing", ProviderErrorType.ServerError);

        var (research, _) = await new KeywordResearchHandler(data, model).Completes<KeywordResearch>(await RunTo(1));

        research.Questions.ShouldBe(["is crm free"]);
        research.Unavailable.ShouldBe(["questions: questions crm pricing failed."]);
    }

    [Fact]
    public async Task Search_and_research_ask_for_a_search_and_the_others_do_not()
    {
        await new SectionsHandler(model).RunOnce(await RunTo(5));

        model.Requests.Where(r => r.Search).Select(r => r.Purpose).ShouldBe(["search_analysis", "research"]);
        model.Requests.Select(r => r.Purpose).Distinct().ShouldBe(["keyword_research", "search_analysis", "outline", "research", "section"]);
        model.Requests.ShouldAllBe(r => r.Instructions.Contains(PromptData.Rule, StringComparison.Ordinal) && !r.Input.Contains("33333333", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_that_the_search_did_not_return_is_no_source()
    {
        var (research, _) = await new ResearchHandler(model).Completes<Research>(await RunTo(4));

        research.Findings.ShouldHaveSingleItem().Facts.ShouldBe([new Fact("Ten euros", "https://example.com/a"), new Fact("Made up", null)]);
    }

    [Fact]
    public async Task A_section_is_given_the_facts_that_were_found_for_it()
    {
        await new SectionsHandler(model).RunOnce(await RunTo(5));

        var sections = model.Requests.Where(r => r.Purpose == "section").ToList();
        sections.Count(r => r.Input.Contains("Ten euros", StringComparison.Ordinal)).ShouldBe(1);
        sections.Single(r => r.Input.Contains("Ten euros", StringComparison.Ordinal)).Input.ShouldContain("<data name=\"section\">{\"heading\":\"Plans\"");
    }

    [Fact]
    public async Task Result_addresses_that_cannot_be_used_are_left_out()
    {
        var (analysis, _) = await new SearchAnalysisHandler(model).Completes<SearchAnalysis>(await RunTo(2));

        analysis.TopResults.ShouldBe([new TopResult("Good", "https://example.com/a", "Short"), new TopResult("Bad", null, "None")]);
        analysis.Citations.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task One_section_failing_fails_the_step_with_what_it_cost()
    {
        var failing = new ScriptedLanguageModel(request => request.Input.Contains("{\"heading\":\"Fees\"", StringComparison.Ordinal) ? throw new ProviderException(ProviderErrorType.RateLimit, "slow down") : Answer(request));

        var error = await Should.ThrowAsync<ProviderException>(async () => await new SectionsHandler(failing).RunOnce(await RunTo(5)));

        error.IsTransient.ShouldBeTrue();
        error.CostUsd.ShouldBe(3 * ScriptedLanguageModel.CallCost);
    }

    [Fact]
    public async Task A_section_without_publishable_text_is_worth_another_try()
    {
        var empty = new ScriptedLanguageModel(_ => new { markdown = "<script>alert(1)</script>" });

        (await Should.ThrowAsync<StepException>(async () => await new SectionsHandler(empty).RunOnce(await RunTo(5)))).IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task An_outline_with_repeated_headings_is_refused()
    {
        var repeating = new ScriptedLanguageModel(_ => Outline("Plans", "plans", "Fees", "Discounts"));

        var error = await Should.ThrowAsync<ProviderException>(async () => await new OutlineHandler(repeating).RunOnce(await RunTo(3)));

        error.Message.ShouldContain("3 different sections, 4 are needed");
        error.CostUsd.ShouldBe(ScriptedLanguageModel.CallCost);
    }

    private async Task<FixedContext> RunTo(int step)
    {
        var context = FixedContext.ForStep(step).With(0, Job);
        if (step > 1) context.With(1, (await new KeywordResearchHandler(data, model).Completes<KeywordResearch>(context)).Output);
        if (step > 2) context.With(2, (await new SearchAnalysisHandler(model).Completes<SearchAnalysis>(context)).Output);
        if (step > 3) context.With(3, (await new OutlineHandler(model).Completes<Outline>(context)).Output);
        if (step > 4) context.With(4, (await new ResearchHandler(model).Completes<Research>(context)).Output);
        return context;
    }

    private static object Answer(CompletionRequest request) => request.Purpose switch
    {
        "keyword_research" => new { primary_keyword = "crm pricing", secondary_keywords = new[] { "crm cost" }, search_intent = "commercial", questions = new[] { "is crm free" } },
        "search_analysis" => new
        {
            top_results = new[] { new { title = "Good", url = "https://example.com/a", takeaway = "Short" }, new { title = "Bad", url = "javascript:alert(1)", takeaway = "None" } },
            common_headings = new[] { "Plans" },
            content_gaps = new[] { "Contracts" },
        },
        "outline" => Outline("Plans", "Fees", "Discounts", "Contracts"),
        "research" => new
        {
            findings = new[] { new { section_heading = "plans", facts = new[] { new { text = "Ten euros", source_url = "https://example.com/a" }, new { text = "Made up", source_url = "https://invented.example.com" } } } },
        },
        "section" => new { markdown = $"About {request.Input.Split("{\"heading\":\"")[1].Split('"')[0]}." },
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.Purpose, "Unknown purpose."),
    };

    private static object Outline(params string[] headings) =>
        new { title = "CRM pricing, explained", introduction = "Prices differ.", sections = headings.Select(heading => new { heading, points = new[] { "point" } }) };
}

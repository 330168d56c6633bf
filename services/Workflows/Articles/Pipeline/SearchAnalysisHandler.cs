using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Article step 2: looks at what ranks for the keyword now.</summary>
internal sealed class SearchAnalysisHandler(ILanguageModel model) : IStepHandler
{
    public static string Name => "article.search_analysis";

    public async Task<StepResult> Run(StepContext context, CancellationToken cancel)
    {
        var job = await context.Output<ArticleJob>(0, cancel);
        var research = await context.Output<KeywordResearch>(1, cancel);
        var cost = new CostMeter();
        var (answer, completion) = await model.Ask<SearchAnalysis>(SearchAnalysisPrompt.For(job, research), cost, cancel);
        var analysis = new SearchAnalysis
        {
            TopResults = [.. answer.TopResults.Take(10).Select(r => new TopResult(ModelText.Line(r.Title, 300), ModelText.HttpUrl(r.Url), ModelText.Line(r.Takeaway, 500)))],
            CommonHeadings = ModelText.Lines(answer.CommonHeadings, 15, 200),
            ContentGaps = ModelText.Lines(answer.ContentGaps, 10, 300),
            Citations = completion.Citations,
            Grounded = completion.Grounded,
        };
        return new StepResult.Completed(analysis, cost.Total);
    }
}

using IntentEngine.Providers;
using IntentEngine.Providers.KeywordData;
using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Article step 1: what the article should be found for. Measurements help but are not needed: their failure is noted and tolerated.</summary>
internal sealed class KeywordResearchHandler(IKeywordData keywords, ILanguageModel model) : IStepHandler
{
    private const int Measured = 20;

    public static string Name => "article.keyword_research";

    public async Task<StepResult> Run(StepContext context, CancellationToken cancel)
    {
        var job = await context.Output<ArticleJob>(0, cancel);
        var cost = new CostMeter();
        (string What, Func<CancellationToken, Task<Priced<IReadOnlyList<Keyword>>>> Measure)[] calls =
        [
            ("related keywords", token => keywords.Related(job.Keyword, Measured, token)),
            ("questions", token => keywords.Questions(job.Keyword, Measured, token)),
        ];
        var measured = await Attempts.Run(calls, calls.Length, cost, async (call, token) => cost.Pay(await call.Measure(token)), cancel);
        var related = measured[0].Result ?? [];
        var questions = measured[1].Result ?? [];

        var answer = (await model.Ask<KeywordResearch>(KeywordResearchPrompt.For(job, related, questions), cost, cancel)).Value;
        var research = new KeywordResearch
        {
            PrimaryKeyword = ModelText.Line(answer.PrimaryKeyword, 100) is { Length: > 0 } primary ? primary : job.Keyword,
            SecondaryKeywords = ModelText.Lines(answer.SecondaryKeywords, 15, 100),
            SearchIntent = ModelText.Line(answer.SearchIntent, 50),
            Questions = ModelText.Lines(answer.Questions.Concat(questions.Select(question => question.Text)), 10, 200),
            Unavailable = [.. measured.Where(a => a.Failure is not null).Select(a => $"{a.Item.What}: {a.Failure!.Message}")],
        };
        return new StepResult.Completed(research, cost.Total);
    }
}

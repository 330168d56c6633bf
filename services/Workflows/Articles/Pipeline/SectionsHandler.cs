using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Article step 5: writes all sections and puts the article together. An article with a section missing is no article: one failure fails the step.</summary>
internal sealed class SectionsHandler(ILanguageModel model) : IStepHandler
{
    private const int Parallelism = 3;

    public static string Name => "article.sections";

    public async Task<StepResult> Run(StepContext context, CancellationToken cancel)
    {
        var job = await context.Output<ArticleJob>(0, cancel);
        var keywords = await context.Output<KeywordResearch>(1, cancel);
        var search = await context.Output<SearchAnalysis>(2, cancel);
        var outline = await context.Output<Outline>(3, cancel);
        var research = await context.Output<Research>(4, cancel);

        var cost = new CostMeter();
        var texts = await Attempts.Run(outline.Sections, Parallelism, cost, (section, token) => Write(section, token), cancel);
        var failures = texts.Where(text => text.Failure is not null).Select(text => text.Failure!).ToList();
        if (failures.Count > 0) throw Attempts.AllFailed(failures, "Some sections could not be written", cost);

        var sources = ArticleSources.Of(search, research);
        var article = ArticleMarkdown.Compose(job, outline, [.. texts.Select(text => text.Result!)], sources, research.Grounded)
            ?? throw new StepException("validation_error", "A section came back without any text that may be published. Run the step again.", isTransient: true);
        return new StepResult.Completed(article, cost.Total);

        async Task<string> Write(OutlineSection section, CancellationToken token) =>
            (await model.Ask<SectionAnswer>(SectionPrompt.For(job, keywords, outline, section, FactsFor(section, research)), cost, token)).Value.Markdown;
    }

    private static IReadOnlyList<Fact> FactsFor(OutlineSection section, Research research) =>
        [.. research.Findings.Where(finding => string.Equals(finding.SectionHeading, section.Heading, StringComparison.OrdinalIgnoreCase)).SelectMany(finding => finding.Facts)];
}

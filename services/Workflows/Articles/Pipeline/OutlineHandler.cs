using IntentEngine.Providers;
using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Article step 3: plans the article.</summary>
internal sealed class OutlineHandler(ILanguageModel model) : IStepHandler
{
    private const int FewestSections = 4;
    private const int MostSections = 8;

    public static string Name => "article.outline";

    public async Task<StepResult> Run(StepContext context, CancellationToken cancel)
    {
        var job = await context.Output<ArticleJob>(0, cancel);
        var research = await context.Output<KeywordResearch>(1, cancel);
        var search = await context.Output<SearchAnalysis>(2, cancel);
        var cost = new CostMeter();
        var answer = (await model.Ask<Outline>(OutlinePrompt.For(job, research, search), cost, cancel)).Value;

        var sections = answer.Sections
            .Select(section => new OutlineSection(ModelText.Line(section.Heading, 200), ModelText.Lines(section.Points, 8, 500)))
            .Where(section => section.Heading.Length > 0)
            .DistinctBy(section => section.Heading, StringComparer.OrdinalIgnoreCase)
            .Take(MostSections)
            .ToList();
        if (sections.Count < FewestSections)
        {
            throw new ProviderException(ProviderErrorType.ValidationError, $"The outline has {sections.Count} different sections, {FewestSections} are needed. Run the step again.") { CostUsd = cost.Total };
        }

        var outline = new Outline
        {
            Title = ModelText.Line(answer.Title, 200) is { Length: > 0 } title ? title : job.Title,
            Introduction = answer.Introduction.Trim(),
            Sections = sections,
        };
        return new StepResult.Completed(outline, cost.Total);
    }
}

using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Article step 4: finds facts for the sections. An address that the search did not return is not a source.</summary>
internal sealed class ResearchHandler(ILanguageModel model) : IStepHandler
{
    public static string Name => "article.research";

    public async Task<StepResult> Run(StepContext context, CancellationToken cancel)
    {
        var job = await context.Output<ArticleJob>(0, cancel);
        var outline = await context.Output<Outline>(3, cancel);
        var cost = new CostMeter();
        var (answer, completion) = await model.Ask<Research>(ResearchPrompt.For(job, outline), cost, cancel);

        var searched = completion.Citations.Select(citation => ModelText.HttpUrl(citation.Url)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var research = new Research
        {
            Findings = [.. answer.Findings.Select(finding => new Finding(
                ModelText.Line(finding.SectionHeading, 200),
                [.. finding.Facts.Select(fact => Check(fact, searched)).Where(fact => fact.Text.Length > 0)]))],
            Citations = completion.Citations,
            Grounded = completion.Grounded,
        };
        return new StepResult.Completed(research, cost.Total);
    }

    private static Fact Check(Fact fact, HashSet<string> searched) =>
        new(ModelText.Line(fact.Text, 500), ModelText.HttpUrl(fact.SourceUrl) is { } url && searched.Contains(url) ? url : null);
}

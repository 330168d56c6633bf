using IntentEngine.Workflows.Competitors;
using IntentEngine.Workflows.Icp;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Seeds;

/// <summary>Step 3: proposes the seeds that a person will approve. Asks nobody, costs nothing.</summary>
internal sealed class SeedsHandler : IStepHandler
{
    public static string Name => "content.seeds";

    public async Task<StepResult> Run(StepContext context, CancellationToken cancel)
    {
        var icp = await context.Output<IcpDocument>(1, cancel);
        var analysis = await context.Output<CompetitorAnalysis>(2, cancel);
        var seeds = SeedSelection.Choose(context.WorkflowId, analysis.Competitors, new IcpAlignment(icp));
        if (seeds.Count == 0)
        {
            throw new StepException("no_keywords", "None of the competitors has a keyword to start from. Run step 2 with other competitor_urls.");
        }

        return new StepResult.Completed(new SeedKeywords(seeds));
    }
}

using IntentEngine.Workflows.Icp;
using IntentEngine.Workflows.Longtails;
using IntentEngine.Workflows.Profiles;
using IntentEngine.Workflows.Seeds;
using IntentEngine.Workflows.Steps;
using Microsoft.Extensions.Options;

namespace IntentEngine.Workflows.Filtering;

/// <summary>Step 5: drops duplicates, and keywords without enough demand. Asks nobody, costs nothing.</summary>
internal sealed class FilteringHandler(IOptions<FilteringOptions> configured) : IStepHandler
{
    public static string Name => "content.filtering";

    public async Task<StepResult> Run(StepContext context, CancellationToken cancel)
    {
        var options = ManualInput.Read<FilteringInput>(context)?.Over(configured.Value) ?? configured.Value;
        ManualInput.Refuse(context, options.Problem());

        var longtails = (await context.Output<LongtailExpansion>(4, cancel)).Longtails;
        var alignment = options.DropOffBrand ? new IcpAlignment(await context.Output<IcpDocument>(1, cancel)) : null;
        return new StepResult.Completed(KeywordFilter.Apply(longtails, options, alignment is null ? null : keyword => alignment.Score(keyword) == 0));
    }
}

using System.Text.Json;
using IntentEngine.Providers;
using IntentEngine.Providers.KeywordData;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Seeds;
using IntentEngine.Workflows.Steps;
using Microsoft.Extensions.Options;

namespace IntentEngine.Workflows.Longtails;

/// <summary>Step 4: expands each approved seed by four methods. A method that fails for a seed is reported; all failing fails the step.</summary>
internal sealed class LongtailsHandler(IKeywordData keywords, IOptions<LongtailLimits> limits) : IStepHandler
{
    public static string Name => "content.longtails";

    public async Task<StepResult> Run(StepContext context, CancellationToken cancel)
    {
        var approved = await context.ApprovedItems("seed_keywords", cancel);
        var seeds = (await context.Output<SeedKeywords>(3, cancel)).Seeds.Where(seed => approved.Contains(seed.Id)).ToList();
        if (seeds.Count == 0) throw new StepException("missing_input", "None of the current seed keywords is approved. Approve at least one with approval_type 'seed_keywords'.");

        var cost = new CostMeter();
        var calls = seeds.SelectMany(seed => Enum.GetValues<ExpansionMethod>().Select(method => (Seed: seed.Keyword, Method: method))).ToList();
        var attempts = await Attempts.Run(calls, limits.Value.Parallelism, cost, async (call, token) => cost.Pay(await Expand(call.Seed, call.Method, token)), cancel);

        var failures = attempts.Where(a => a.Failure is not null).ToList();
        if (failures.Count == attempts.Count) throw Attempts.AllFailed([.. failures.Select(f => f.Failure!)], "All expansions failed", cost);

        Found[] found = [.. attempts.Where(a => a.Failure is null).Select(a => new Found(a.Item.Seed, a.Item.Method, a.Result!))];
        var longtails = LongtailSelection.Choose(context.WorkflowId, found, limits.Value);
        if (longtails.Count == 0 && failures.Count > 0) throw Attempts.AllFailed([.. failures.Select(f => f.Failure!)], "Nothing was found, and some expansions failed", cost);
        if (longtails.Count == 0) throw new StepException("no_keywords", "Nothing is known around the approved seeds. Reject to step 3 and approve broader seeds.");

        var expansion = new LongtailExpansion
        {
            Longtails = longtails,
            Failed = [.. failures.Select(f => new FailedExpansion(f.Item.Seed, f.Item.Method, f.Failure!.Message))],
            ByMethod = Enum.GetValues<ExpansionMethod>().ToDictionary(Word, method => longtails.Count(k => k.Method == method), StringComparer.Ordinal),
        };
        return new StepResult.Completed(expansion, cost.Total);
    }

    private Task<Priced<IReadOnlyList<Keyword>>> Expand(string seed, ExpansionMethod method, CancellationToken cancel) => method switch
    {
        ExpansionMethod.Related => keywords.Related(seed, limits.Value.Fetched, cancel),
        ExpansionMethod.Variations => keywords.Variations(seed, limits.Value.Fetched, cancel),
        ExpansionMethod.LongForm => keywords.LongForm(seed, limits.Value.Fetched, cancel),
        ExpansionMethod.Questions => keywords.Questions(seed, limits.Value.Fetched, cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, null),
    };

    // The same word as the member "method" has on the wire.
    private static string Word(ExpansionMethod method) => JsonNamingPolicy.SnakeCaseLower.ConvertName(method.ToString());
}

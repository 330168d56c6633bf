using IntentEngine.Providers;
using IntentEngine.Providers.KeywordData;
using IntentEngine.Workflows.Icp;
using IntentEngine.Workflows.Profiles;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Competitors;

/// <summary>Step 2: what each competitor ranks for. One that fails is reported; all failing fails the step.</summary>
internal sealed class CompetitorsHandler(IKeywordData keywords) : IStepHandler
{
    private const int KeywordsPerDomain = 100;
    private const int TopPages = 10;
    private const int Parallelism = 4;

    public static string Name => "content.competitors";

    public async Task<StepResult> Run(StepContext context, CancellationToken cancel)
    {
        var manual = ManualInput.Read<CompetitorsInput>(context);
        var profile = (await context.Output<IcpDocument>(1, cancel)).Profile;
        var stored = await context.StoredProfile(cancel);

        // The profile of step 1 holds the list that counted then. The others are what a person may have added since the step was blocked.
        var urls = ProfileChoice.FirstGiven(manual?.CompetitorUrls, profile.CompetitorUrls, context.Input.CompetitorUrls, stored?.CompetitorUrls);
        if (urls.Count == 0)
        {
            return new StepResult.Blocked(
                "No competitors were given.",
                $"PUT /api/organizations/{context.OrganizationId}/profile with competitor_urls, or run step 2 with input_data {{\"competitor_urls\": [\"https://example.com\"]}}.");
        }

        var list = CompetitorList.Vet(urls, profile.Website);
        if (list.Accepted.Count == 0)
        {
            throw new StepException("validation_error", "None of the competitors can be analyzed. " + string.Join(" ", list.Refused.Select(refused => refused.Reason)));
        }

        var cost = new CostMeter();
        var attempts = await Attempts.Run(list.Accepted, Parallelism, cost, (competitor, token) => Analyze(competitor, cost, token), cancel);
        return new StepResult.Completed(Gather(attempts, list.Refused, cost), cost.Total);
    }

    private static CompetitorAnalysis Gather(IReadOnlyList<Attempt<Competitor, CompetitorProfile>> attempts, IReadOnlyList<FailedCompetitor> refused, CostMeter cost)
    {
        var failures = attempts.Where(a => a.Failure is not null).ToList();
        if (failures.Count == attempts.Count) throw Attempts.AllFailed([.. failures.Select(f => f.Failure!)], "All competitors failed", cost);
        return new CompetitorAnalysis
        {
            Competitors = [.. attempts.Where(a => a.Failure is null).Select(a => a.Result!)],
            Failed = [.. refused, .. failures.Select(f => new FailedCompetitor(f.Item.Url, f.Failure!.Message))],
        };
    }

    private async Task<CompetitorProfile> Analyze(Competitor competitor, CostMeter cost, CancellationToken cancel)
    {
        var ranked = cost.Pay(await keywords.RankedKeywords(competitor.Domain, KeywordsPerDomain, cancel));
        if (ranked.Count == 0)
        {
            throw new ProviderException(ProviderErrorType.ClientError, $"No ranked keywords are known for {competitor.Domain}. Check the address, or name another competitor.");
        }

        var overview = cost.Pay(await keywords.DomainOverview(competitor.Domain, cancel));
        var pages = cost.Pay(await keywords.TopPages(competitor.Domain, TopPages, cancel));
        return new CompetitorProfile
        {
            Url = competitor.Url,
            Domain = competitor.Domain,
            Keywords = [.. ranked.Take(KeywordsPerDomain).Select(CompetitorKeyword.From)],
            TrafficVolume = overview?.EstimatedTraffic,
            TopPages = [.. pages.Take(TopPages)],
        };
    }
}

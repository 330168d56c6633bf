using IntentEngine.Hosting.Failures;
using IntentEngine.Providers.Outbound;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Profiles;

/// <summary>What a profile must look like before anything is started with it.</summary>
internal static class ProfileRules
{
    private const int MostCompetitors = 10;

    public static void Check(OrganizationProfile? profile, string field, Validation faults)
    {
        if (profile is null) return;
        faults.RequireText(profile.Name, $"{field}.name", 200);
        faults.RequireText(profile.Industry, $"{field}.industry", 200);
        faults.RequireText(profile.Goals, $"{field}.goals", 2000);
        if (profile.Website is { } website)
            faults.Require(PublicHttpAddress.TryParse(website, out _, out var problem), $"{field}.website", problem ?? "");
        CheckCompetitors(profile.CompetitorUrls, $"{field}.competitor_urls", faults);
    }

    public static void CheckCompetitors(IReadOnlyList<string>? addresses, string field, Validation faults)
    {
        if (addresses is null) return;
        faults.Require(addresses.Count <= MostCompetitors, field, $"expected at most {MostCompetitors} addresses; came {addresses.Count}.");
        for (var i = 0; i < Math.Min(addresses.Count, MostCompetitors); i++)
            faults.Require(PublicHttpAddress.TryParse(addresses[i] ?? "", out _, out var problem), $"{field}[{i}]", problem ?? "");
    }
}

using IntentEngine.Providers.KeywordData;
using IntentEngine.Workflows.Competitors;
using IntentEngine.Workflows.Icp;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.ProviderCalls;

/// <summary>One organization and what the first steps found out about it.</summary>
internal static class Samples
{
    public static readonly OrganizationProfile Profile = new()
    {
        Name = "Acme CRM",
        Industry = "CRM software for sales teams",
        Goals = "Rank for pipeline and email automation topics",
        Website = "https://acme-crm.example.com",
        CompetitorUrls = ["https://www.pipestar.com", "closerly.io"],
    };

    public static readonly IcpDocument Icp = new()
    {
        Industries = ["Agencies", "Software companies"],
        BuyerRoles = ["Head of sales"],
        PainPoints = ["Leads get lost between email and spreadsheets"],
        ValueProposition = "One place for every deal",
        BuyingSignals = ["Hiring sales reps"],
        Profile = Profile,
    };

    public static Keyword Keyword(string text, long? volume = null, double? competition = null) =>
        new() { Text = text, SearchVolume = volume, Difficulty = 20, Competition = competition, Cpc = 1.5m };

    public static CompetitorProfile Competitor(string domain, params (string Text, long? Volume)[] keywords) => new()
    {
        Url = $"https://{domain}/",
        Domain = domain,
        Keywords = [.. keywords.Select(k => new CompetitorKeyword { Keyword = k.Text, SearchVolume = k.Volume, KeywordDifficulty = 20 })],
        TopPages = [],
    };
}

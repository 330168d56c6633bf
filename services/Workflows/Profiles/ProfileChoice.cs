using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Profiles;

/// <summary>Which profile and which competitors count when several were given: what was said last and closest to the run.</summary>
public static class ProfileChoice
{
    /// <summary>The profile of a manual trigger, else of the create request, else the stored one; with the competitors that go with it. Null: none was given.</summary>
    public static OrganizationProfile? Choose(ProfileInput? manual, WorkflowInput input, OrganizationProfile? stored) =>
        (manual?.Profile ?? input.Profile ?? stored) is { } profile
            ? profile with { CompetitorUrls = FirstGiven(manual?.CompetitorUrls, manual?.Profile?.CompetitorUrls, input.CompetitorUrls, profile.CompetitorUrls) }
            : null;

    /// <summary>The first list that names anything; empty when none does.</summary>
    public static IReadOnlyList<string> FirstGiven(params ReadOnlySpan<IReadOnlyList<string>?> lists)
    {
        foreach (var list in lists)
        {
            if (list?.Any(url => !string.IsNullOrWhiteSpace(url)) == true) return list;
        }

        return [];
    }

    /// <summary>What is wrong with a profile, or null: each of name, industry and goals says something and keeps its length.</summary>
    public static string? Problem(OrganizationProfile profile) =>
        TextProblem("name", profile.Name, 200) ?? TextProblem("industry", profile.Industry, 200) ?? TextProblem("goals", profile.Goals, 2000);

    private static string? TextProblem(string field, string? text, int max) =>
        string.IsNullOrWhiteSpace(text) || text.Length > max ? $"profile.{field} must have 1 to {max} characters, not {text?.Length ?? 0}." : null;
}

using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Profiles;

/// <summary>What <c>execute-step/1</c> may carry (<c>execute-step/2</c>: the competitors alone).</summary>
public sealed record ProfileInput
{
    /// <summary>Used instead of the workflow's and the organization's profile. Null: those are used.</summary>
    public OrganizationProfile? Profile { get; init; }

    /// <summary>Used instead of any other list of competitors. Null: those are used.</summary>
    public IReadOnlyList<string>? CompetitorUrls { get; init; }
}

using System.Text.Json;

namespace IntentEngine.Workflows.Steps;

/// <summary>What a workflow was created with.</summary>
public sealed record WorkflowInput
{
    /// <summary>Overrides the organization's stored profile.</summary>
    public OrganizationProfile? Profile { get; init; }

    /// <summary>Overrides the profile's competitors. Http(s) URLs or bare domains.</summary>
    public IReadOnlyList<string>? CompetitorUrls { get; init; }

    /// <summary>For definitions other than the content workflow: whatever they need, e.g. the article job of step 9.</summary>
    public JsonElement? Data { get; init; }
}

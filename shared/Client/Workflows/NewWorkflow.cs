using IntentEngine.Client.Organizations;

namespace IntentEngine.Client.Workflows;

/// <summary>A content workflow to start.</summary>
public sealed record NewWorkflow
{
    /// <summary>Name, 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The token's own organization. Null: the same.</summary>
    public Guid? OrganizationId { get; init; }

    /// <summary>Used instead of the organization's stored profile. Null: that one is used; with neither the first step is blocked.</summary>
    public OrganizationProfile? Profile { get; init; }

    /// <summary>Used instead of the profile's competitors; at most 10. Null: those are used.</summary>
    public IReadOnlyList<string>? CompetitorUrls { get; init; }
}

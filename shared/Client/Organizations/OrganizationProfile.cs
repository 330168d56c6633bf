namespace IntentEngine.Client.Organizations;

/// <summary>What an organization says about itself; a content workflow begins with it.</summary>
public sealed record OrganizationProfile
{
    /// <summary>Name of the company; 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Industry; 1 to 200 characters.</summary>
    public required string Industry { get; init; }

    /// <summary>What its content should achieve; 1 to 2000 characters.</summary>
    public required string Goals { get; init; }

    /// <summary>Its own website. Null: none.</summary>
    public string? Website { get; init; }

    /// <summary>Competitors' addresses: http(s) URLs or bare domains; at most 10.</summary>
    public IReadOnlyList<string> CompetitorUrls { get; init; } = [];
}

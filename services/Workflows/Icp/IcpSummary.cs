namespace IntentEngine.Workflows.Icp;

/// <summary>The part of the ideal customer profile that a writer needs.</summary>
public sealed record IcpSummary
{
    /// <summary>Name of the company.</summary>
    public required string Company { get; init; }

    /// <summary>Industries whose companies buy.</summary>
    public required IReadOnlyList<string> Industries { get; init; }

    /// <summary>Who decides there.</summary>
    public required IReadOnlyList<string> BuyerRoles { get; init; }

    /// <summary>What troubles them.</summary>
    public required IReadOnlyList<string> PainPoints { get; init; }

    /// <summary>Why they should choose the company.</summary>
    public required string ValueProposition { get; init; }

    /// <summary>Taken from the document of step 1.</summary>
    public static IcpSummary Of(IcpDocument icp) => new()
    {
        Company = icp.Profile.Name,
        Industries = icp.Industries,
        BuyerRoles = icp.BuyerRoles,
        PainPoints = icp.PainPoints,
        ValueProposition = icp.ValueProposition,
    };
}

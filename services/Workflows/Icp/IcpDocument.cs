using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Icp;

/// <summary>Output of step 1: the ideal customer profile (seed 004 §5.1). Every list has at least one entry.</summary>
public sealed record IcpDocument
{
    /// <summary>Industries whose companies buy.</summary>
    public required IReadOnlyList<string> Industries { get; init; }

    /// <summary>Who decides or signs there.</summary>
    public required IReadOnlyList<string> BuyerRoles { get; init; }

    /// <summary>What troubles them.</summary>
    public required IReadOnlyList<string> PainPoints { get; init; }

    /// <summary>Why they should choose this company.</summary>
    public required string ValueProposition { get; init; }

    /// <summary>What shows that they are about to buy.</summary>
    public required IReadOnlyList<string> BuyingSignals { get; init; }

    /// <summary>The profile it was made from, with the competitors that count for this run.</summary>
    public required OrganizationProfile Profile { get; init; }

    /// <summary>Sources the model searched. Empty when it did not search.</summary>
    public IReadOnlyList<Citation> Citations { get; init; } = [];

    /// <summary>Whether a web search stood behind the answer.</summary>
    public bool Grounded { get; init; }
}

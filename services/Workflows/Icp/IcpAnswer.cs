using IntentEngine.Providers;
using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Icp;

/// <summary>The model's answer as it comes, before it is cleaned.</summary>
internal sealed record IcpAnswer
{
    public required IReadOnlyList<string?> Industries { get; init; }

    public required IReadOnlyList<string?> BuyerRoles { get; init; }

    public required IReadOnlyList<string?> PainPoints { get; init; }

    public required string ValueProposition { get; init; }

    public required IReadOnlyList<string?> BuyingSignals { get; init; }

    /// <summary>The document, with clean lines.</summary>
    /// <exception cref="ProviderException">A list or the value proposition says nothing.</exception>
    public IcpDocument ToDocument(OrganizationProfile profile, Completion completion) => new()
    {
        Industries = Filled("industries", Industries, completion.CostUsd),
        BuyerRoles = Filled("buyer_roles", BuyerRoles, completion.CostUsd),
        PainPoints = Filled("pain_points", PainPoints, completion.CostUsd),
        ValueProposition = Filled("value_proposition", [ValueProposition], completion.CostUsd, 1000)[0],
        BuyingSignals = Filled("buying_signals", BuyingSignals, completion.CostUsd),
        Profile = profile,
        Citations = completion.Citations,
        Grounded = completion.Grounded,
    };

    private static IReadOnlyList<string> Filled(string field, IReadOnlyList<string?> texts, decimal costUsd, int maxLength = 300) =>
        ModelText.Lines(texts, 10, maxLength) is { Count: > 0 } lines
            ? lines
            : throw new ProviderException(ProviderErrorType.ValidationError, $"The ideal customer profile came back without {field}. Run the step again.") { CostUsd = costUsd };
}

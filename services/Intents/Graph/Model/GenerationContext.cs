namespace IntentEngine.Intents.Graph.Model;

/// <summary>How an intent was generated, for audit and replay (seed 001).</summary>
internal sealed record GenerationContext
{
    public string ArbiterVersion { get; init; } = "1.0.0";

    public required DateTimeOffset GenerationTimestamp { get; init; }

    public IReadOnlyDictionary<string, string> InputContext { get; init; } = new Dictionary<string, string>();

    public string? ReasoningTrace { get; init; }
}

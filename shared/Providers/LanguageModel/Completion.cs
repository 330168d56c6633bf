using System.Text.Json;

namespace IntentEngine.Providers.LanguageModel;

/// <summary>A model's answer.</summary>
public sealed record Completion
{
    /// <summary>The text, without thinking blocks and code fences.</summary>
    public required string Text { get; init; }

    /// <summary>The parsed answer, checked against the request's schema. Null when the request had none.</summary>
    public JsonElement? Json { get; init; }

    /// <summary>Sources found by the search, in the order the answer's <c>[n]</c> marks count them (from 1).</summary>
    public IReadOnlyList<Citation> Citations { get; init; } = [];

    /// <summary>Whether a web search stood behind the answer.</summary>
    public bool Grounded { get; init; }

    /// <summary>Cost of all calls, the repair included, in US dollars; 0 when the provider reports none.</summary>
    public decimal CostUsd { get; init; }
}

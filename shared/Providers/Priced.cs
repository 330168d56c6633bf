namespace IntentEngine.Providers;

/// <summary>An answer of a paid service with what it cost.</summary>
/// <param name="Value">The answer.</param>
/// <param name="CostUsd">Cost of all calls that led to it, failed ones included, in US dollars; 0 when the provider reports none.</param>
public sealed record Priced<T>(T Value, decimal CostUsd);

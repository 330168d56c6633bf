using IntentEngine.Providers;

namespace IntentEngine.Workflows.ProviderCalls;

/// <summary>What came of one of several provider calls: a result, or the failure that took its place.</summary>
/// <param name="Item">What it was tried for.</param>
/// <param name="Result">The result; meaningless when <paramref name="Failure"/> is set.</param>
/// <param name="Failure">Why there is no result. Null: there is one.</param>
public sealed record Attempt<TItem, TResult>(TItem Item, TResult? Result, ProviderException? Failure);

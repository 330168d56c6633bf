namespace IntentEngine.Client;

/// <summary>A slice of a list.</summary>
/// <param name="Items">What was asked for.</param>
/// <param name="Total">How many there are on all pages.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total);

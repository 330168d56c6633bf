using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Search;

/// <summary>An intent and how well it fits.</summary>
/// <param name="Intent">The intent.</param>
/// <param name="Score">Higher fits better; above 0.</param>
internal sealed record ScoredIntent(StorableIntent Intent, double Score);

/// <summary>The best-fitting intents, best first.</summary>
/// <param name="Results">At most the limit.</param>
/// <param name="TotalCount">How many fit at all.</param>
/// <param name="Truncated">Whether the limit cut something.</param>
internal sealed record ScoredIntents(IReadOnlyList<ScoredIntent> Results, int TotalCount, bool Truncated);

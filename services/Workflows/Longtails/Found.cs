using IntentEngine.Providers.KeywordData;

namespace IntentEngine.Workflows.Longtails;

/// <summary>What one method found for one seed.</summary>
public sealed record Found(string Seed, ExpansionMethod Method, IReadOnlyList<Keyword> Keywords);

namespace IntentEngine.Providers.LanguageModel;

/// <summary>One question as it goes on the wire.</summary>
/// <param name="Purpose">Names the schema.</param>
/// <param name="Instructions">System prompt.</param>
/// <param name="Input">User prompt.</param>
/// <param name="JsonSchema">Schema that the API enforces. Null: none, or the API cannot.</param>
/// <param name="Search">Whether a web search is forced.</param>
/// <param name="MaxOutputTokens">Longest answer.</param>
internal sealed record ModelQuestion(string Purpose, string Instructions, string Input, string? JsonSchema, bool Search, int MaxOutputTokens);

namespace IntentEngine.Workflows.Clustering;

/// <summary>A keyword with its demand, all that clustering looks at.</summary>
/// <param name="Keyword">The text.</param>
/// <param name="Volume">Searches per month. Null: not measured, ranks below every measured one.</param>
public sealed record KeywordDemand(string Keyword, long? Volume);

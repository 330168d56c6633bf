namespace IntentEngine.Workflows.Clustering;

/// <summary>A keyword grouped under a hub.</summary>
/// <param name="Keyword">The text.</param>
/// <param name="Volume">Searches per month. Null: not measured.</param>
/// <param name="Similarity">Similarity to the hub, 0 to 1.</param>
public sealed record Spoke(string Keyword, long? Volume, double Similarity);

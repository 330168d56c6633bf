namespace IntentEngine.Workflows.Clustering;

/// <summary>How alike the texts at two indexes are: 0 (nothing in common) to 1; symmetric.</summary>
public delegate double PairSimilarity(int a, int b);

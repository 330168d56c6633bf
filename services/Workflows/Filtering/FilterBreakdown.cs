namespace IntentEngine.Workflows.Filtering;

/// <summary>How many keywords fell to each reason.</summary>
public sealed record FilterBreakdown(int Duplicates, int LowVolume, int Unmeasured, int OffBrand);

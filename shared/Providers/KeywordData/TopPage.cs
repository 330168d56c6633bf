namespace IntentEngine.Providers.KeywordData;

/// <summary>A page with its estimated organic visits per month.</summary>
public sealed record TopPage(string Url, double EstimatedTraffic);

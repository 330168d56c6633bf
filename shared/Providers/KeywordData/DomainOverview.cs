namespace IntentEngine.Providers.KeywordData;

/// <summary>Organic search presence of a domain.</summary>
/// <param name="EstimatedTraffic">Estimated visits per month (<c>metrics.organic.etv</c>).</param>
/// <param name="KeywordCount">Number of keywords it ranks for.</param>
public sealed record DomainOverview(double EstimatedTraffic, long KeywordCount);

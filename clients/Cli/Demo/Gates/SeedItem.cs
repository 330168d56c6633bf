namespace IntentEngine.Cli.Demo.Gates;

/// <summary>A seed keyword as step 3 proposes it, and the decision on it.</summary>
internal sealed record SeedItem(Guid Id, string Keyword, string SourceCompetitor, bool IcpAligned, double Alignment, long? Volume = null, int? Difficulty = null, bool Approved = false);

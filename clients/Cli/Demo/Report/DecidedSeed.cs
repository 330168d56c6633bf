using IntentEngine.Cli.Demo.Gates;

namespace IntentEngine.Cli.Demo.Report;

/// <summary>A seed keyword and the decision on it.</summary>
internal sealed record DecidedSeed(SeedItem Seed, bool Approved);

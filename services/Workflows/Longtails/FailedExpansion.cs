namespace IntentEngine.Workflows.Longtails;

/// <summary>A seed that one method could not expand, and why.</summary>
public sealed record FailedExpansion(string Seed, ExpansionMethod Method, string Reason);

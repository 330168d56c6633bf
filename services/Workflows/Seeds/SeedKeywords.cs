namespace IntentEngine.Workflows.Seeds;

/// <summary>Output of step 3: the seeds, most searched first. Never empty.</summary>
public sealed record SeedKeywords(IReadOnlyList<SeedKeyword> Seeds);

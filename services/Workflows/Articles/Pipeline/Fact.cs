namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Something found out.</summary>
/// <param name="Text">The fact.</param>
/// <param name="SourceUrl">Where it stands. Null: no source that the search really returned, so the article must not present it as sourced.</param>
public sealed record Fact(string Text, string? SourceUrl);

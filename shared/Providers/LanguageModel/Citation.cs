namespace IntentEngine.Providers.LanguageModel;

/// <summary>A source of a grounded answer.</summary>
public sealed record Citation(string Title, string Url, string? Snippet = null);

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>A page behind the article.</summary>
public sealed record ArticleSource(string Title, string Url);

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>A section of the finished article.</summary>
public sealed record ArticleSection(string Heading, int WordCount);

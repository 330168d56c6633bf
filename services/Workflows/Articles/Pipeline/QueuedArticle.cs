namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>An article that was handed out to be written.</summary>
public sealed record QueuedArticle(Guid ArticleId, Guid SubtopicId, string Title, string Keyword);
